import type { ApiName } from '../../shared/protocol/api.ts';
import type { ErrorCode } from '../../shared/protocol/errors.ts';

interface Words {
  tag: 'Accounts' | 'You' | 'Parties';
  summary: string;
  /** Codes of this row alone; those that every row of its kind has are added by what the row is. */
  errors: readonly ErrorCode[];
}

/** Of the row that is read as bytes and stands beside the table. */
export const PICTURE_WORDS: Words = {
  tag: 'You',
  summary: 'A picture as bytes, for whoever was told its id. It may be kept forever.',
  errors: ['not-found'],
};

/** Of rows that plan. */
const DATE: readonly ErrorCode[] = ['date-past', 'date-too-far'];

/** What a reader of the API wants to know and the schemas do not say. A row without words does not compile. */
export const WORDS: Record<ApiName, Words> = {
  register: {
    tag: 'Accounts',
    summary: 'Makes an account and signs in. A password has 8 to 72 bytes.',
    errors: ['email-taken', 'username-taken'],
  },
  login: {
    tag: 'Accounts',
    summary: 'Signs in. The answer is the same for an unknown e-mail and a wrong password.',
    errors: ['wrong-credentials'],
  },
  guest: { tag: 'Accounts', summary: 'A name without an account, to take part in parties.', errors: [] },
  upgrade: {
    tag: 'Accounts',
    summary: 'Makes an account of the guest who asks: parties, roles and words stay. Every token of before is revoked.',
    errors: ['email-taken', 'username-taken', 'not-allowed'],
  },
  me: { tag: 'Accounts', summary: 'Who the token belongs to.', errors: [] },
  logoutEverywhere: {
    tag: 'Accounts',
    summary: 'Revokes every token of the account and closes its sockets.',
    errors: [],
  },
  changePassword: {
    tag: 'Accounts',
    summary: 'Sets another password. Every token is revoked; the answer has a new one. Guests have no password.',
    errors: ['wrong-credentials', 'needs-account'],
  },
  setPicture: {
    tag: 'You',
    summary:
      'Shows a picture in place of the face: a PNG, JPEG or WebP of 16 kB and 128 x 128 pixels at most, without notes of ' +
      'a camera. The one before is deleted. Guests have none.',
    errors: ['needs-account', 'bad-picture'],
  },
  removePicture: { tag: 'You', summary: 'Deletes the picture; the face shows again.', errors: ['needs-account'] },
  profile: { tag: 'You', summary: 'Changes name and picture; fields left out stay.', errors: ['username-taken'] },
  services: { tag: 'You', summary: 'Says which streaming services the user has.', errors: [] },
  exportAccount: { tag: 'You', summary: 'All that is kept about the user: account, parties, messages.', errors: [] },
  deleteAccount: {
    tag: 'You',
    summary: 'Removes the user from every party and chat, and the account. `conflict`: nothing is lost, ask again.',
    errors: ['conflict'],
  },
  createParty: {
    tag: 'Parties',
    summary:
      'Makes a party with the caller as its host. Its date, if it has one, is still to come, and at most 367 days ahead.',
    errors: ['too-many-parties', ...DATE],
  },
  listParties: { tag: 'Parties', summary: 'The newest parties of the caller.', errors: [] },
  previewParty: {
    tag: 'Parties',
    summary: 'What anybody with the code may know before joining.',
    errors: ['party-ended'],
  },
  getParty: { tag: 'Parties', summary: 'A party as its members see it.', errors: ['not-a-member'] },
  joinParty: {
    tag: 'Parties',
    summary: 'Becomes a member. What is watched comes by the socket event join-party.',
    errors: ['party-ended', 'party-full', 'party-locked', 'banned', 'conflict'],
  },
  rememberParty: {
    tag: 'Parties',
    summary: 'Becomes a member without sitting down: the party is on the own list.',
    errors: ['party-ended', 'party-full', 'party-locked', 'banned', 'conflict'],
  },
  leaveParty: {
    tag: 'Parties',
    summary: 'Gives up the seat and stays a member. A host hands the role to who is there, and may take it back.',
    errors: ['not-a-member', 'conflict'],
  },
  forgetParty: {
    tag: 'Parties',
    summary: 'Takes the party off the own list: no member any more. Not for the host of a party that goes on.',
    errors: ['not-a-member', 'not-allowed', 'conflict'],
  },
  updateParty: {
    tag: 'Parties',
    summary: 'Changes settings and date; fields left out stay. rotateCode makes the old code void.',
    errors: ['party-ended', 'not-a-member', 'not-allowed', 'conflict', ...DATE],
  },
  endParty: {
    tag: 'Parties',
    summary: 'Ends the party for everybody. The host alone may.',
    errors: ['party-ended', 'not-a-member', 'not-allowed', 'conflict'],
  },
  listBanned: {
    tag: 'Parties',
    summary: 'Who was sent away for good. For those who may remove people.',
    errors: ['not-a-member', 'not-allowed'],
  },
  listAway: {
    tag: 'Parties',
    summary: 'Members who are not there, whom the caller may remove. For those who may remove people.',
    errors: ['not-a-member', 'not-allowed'],
  },
  unban: {
    tag: 'Parties',
    summary: 'Lets somebody who was sent away for good join again.',
    errors: ['party-ended', 'not-a-member', 'not-allowed', 'not-found', 'conflict'],
  },
};
