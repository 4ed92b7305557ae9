/** What the invitation page says. People's own words come in the slots. */
export const en = {
  invites: '{name} invites you to watch together',
  friend: 'A friend',
  calendar: 'Add to calendar',
  filmOn: '{film}, on {service}',
  aFilmOn: 'A film on {service}',
  watching: 'Watching now: {count}',
  noFilm: 'The film is chosen when you are all there.',
  code: 'Party code',
  join: 'Join the party',
  joining: 'Opening the film.',
  press: 'Now click the WatchParty icon in your toolbar: it has a question first.',
  get: 'Add WatchParty to Chrome or Firefox, if you don’t have it yet.',
  getButton: 'Get the extension',
  getByAsking:
    'Add the WatchParty extension to Chrome or Firefox, if you don’t have it yet. Whoever invited you can tell you where to get it.',
  stepIcon:
    'On this page, click the WatchParty icon in your toolbar; if you don’t see it, it is behind the puzzle piece. It has read the invitation.',
  stepName: 'Type a name, no account needed, and join.',
  locked: 'The door is closed: nobody new gets in just now. Ask a host to open it.',
  foot: 'You need your own way to watch the film. WatchParty only keeps you in step.',
  unknown: 'There is no party here',
  unknownWhy: 'The code is mistyped, or it has been changed. Ask for the new link.',
  ended: 'This party is over',
  endedWhy: 'The host has ended it. Ask for a new invitation, or start a party of your own.',
  busy: 'One moment',
  busyWhy: 'Too many invitations were opened from your network. This page works again in a few minutes.',
  undated: 'This party has no date',
  undatedWhy: 'It is on now, or begins when its host says so. Open the link to join.',
  away: 'The party server has a problem',
  awayWhy: 'It is being seen to. Open this link again in a minute.',
  episode: 'Season {season}, episode {episode}',
  computer: 'WatchParty runs in Chrome or Firefox on a computer, not on a phone. Open this link there.',
};

export type InviteWords = Readonly<Record<keyof typeof en, string>>;
