import type { RequestName } from '../../shared/protocol/events.ts';
import type { Rate } from '../live/buckets.ts';

const COMMAND: Rate = { burst: 30, perSecond: 10 };

/** P5: what one socket or user may send, by kind. People and players stay far below; the figures beside say why. */
export const RATES: Record<RequestName, Rate> = {
  'join-party': { burst: 10, perSecond: 0.5 },
  'leave-party': { burst: 10, perSecond: 1 },
  // Dragging a site's seek bar sends some ten a second.
  'video-play': COMMAND,
  'video-pause': COMMAND,
  'video-seek': COMMAND,
  'video-rate': COMMAND,
  'change-content': { burst: 10, perSecond: 0.5 },
  'request-sync': { burst: 20, perSecond: 2 },
  // S6: 12 at 60 ms, then 28 at 250 ms; twice over when the background restarts.
  'clock-ping': { burst: 100, perSecond: 20 },
  'report-status': { burst: 20, perSecond: 5 },
  'continue-without': { burst: 10, perSecond: 1 },
  'send-chat': { burst: 10, perSecond: 1.5 },
  'fetch-chat': { burst: 20, perSecond: 5 },
  'delete-chat': { burst: 20, perSecond: 1 },
  'mute-member': { burst: 10, perSecond: 1 },
  // Sent each 3 s; starting and stopping to type is no reason for a refusal.
  'chat-typing': { burst: 5, perSecond: 0.5 },
  'send-reaction': { burst: 20, perSecond: 4 },
  'fetch-reactions': { burst: 5, perSecond: 0.2 },
  'set-role': { burst: 10, perSecond: 1 },
  'kick-member': { burst: 10, perSecond: 1 },
};

/** What a party hears of people typing: a full house that types at once is not told of each finger. */
export const TYPING_IN_PARTY: Rate = { burst: 8, perSecond: 4 };

/** P5: handshakes of a user at a node: a line that comes and goes each second for half a minute, and then still one a second. */
export const HANDSHAKES: Rate = { burst: 30, perSecond: 1 };

/** P4: codes that do not exist, a user: enough for typing errors, nothing for guessing. */
export const WRONG_CODES: Rate = { burst: 10, perSecond: 0.1 };

/**
 * Counted a user, however many sockets they open and at however many nodes. The rest is counted a socket: commands, clock
 * pings and reports are too many to ask anybody about, and a seat has one socket at a time (R7).
 */
const PER_USER = new Set<RequestName>([
  'join-party',
  'change-content',
  'send-chat',
  'delete-chat',
  'mute-member',
  'send-reaction',
  'fetch-reactions',
  'set-role',
  'kick-member',
]);

export const isPerUser = (name: RequestName): boolean => PER_USER.has(name);
