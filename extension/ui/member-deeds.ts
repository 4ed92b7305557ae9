import type { Member, PartySettings } from '../../shared/party/party.ts';
import { may, outranks } from '../../shared/party/permissions.ts';
import { t } from './i18n.ts';

/** What a leader does to another member, in popup and overlay, in the order in which it is offered. */
export const MEMBER_DEEDS = ['make-co-host', 'make-member', 'make-host', 'kick', 'ban'] as const;
export type MemberDeed = (typeof MEMBER_DEEDS)[number];

/** Whether they may write: offered where the chat is. */
export const CHAT_DEEDS = ['mute', 'unmute'] as const;
export type ChatDeed = (typeof CHAT_DEEDS)[number];

interface PartyLike {
  members: readonly Member[];
  /** Own member id. */
  you: string;
  settings: Pick<PartySettings, 'controlMode'>;
}

/** What oneself may do to a member; empty: nothing. The server decides; this only hides what it would refuse. */
export function memberDeeds({ members, you, settings }: PartyLike, memberId: string): MemberDeed[] {
  const self = members.find(({ id }) => id === you);
  const member = members.find(({ id }) => id === memberId);
  if (!self || !member || !outranks(self.role, member.role)) return [];
  const can = (action: 'change-role' | 'kick') => may(self.role, action, settings.controlMode);
  return [
    ...(can('change-role') ? ([member.role === 'member' ? 'make-co-host' : 'make-member', 'make-host'] as const) : []),
    ...(can('kick') ? (['kick', 'ban'] as const) : []),
  ];
}

/** Not to be undone by whoever did it: asked about first. */
export type GraveDeed = 'make-host' | 'kick' | 'ban';
export const isGrave = (deed: MemberDeed): deed is GraveDeed =>
  deed === 'make-host' || deed === 'kick' || deed === 'ban';

/** What stands on the button. */
export const deedWords = (deed: MemberDeed): string =>
  deed === 'kick' || deed === 'ban' ? t(`common.${deed}`) : t(`party.${deed}`);
