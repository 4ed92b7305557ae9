import { positionAt, type Timeline } from '../../../shared/playback/timeline.ts';
import type { ErrorCode, Result } from '../../../shared/protocol/errors.ts';
import { POSITION_MAX_S, RATE_MAX, RATE_MIN } from '../../../shared/protocol/limits.ts';
import { COMMAND_LIFE_MS, type OutgoingCommand, supersedes } from '../../messaging/outgoing-command.ts';
import { COMMAND_RETRY_MS, RATE_TOLERANCE, SAME_PLACE_S, UNSEEN_MS } from './numbers.ts';
import { NO_OPERATION, type Pending, type Turn } from './state.ts';
import { adopt, requestSync } from './timeline-change.ts';
import { wake } from './turn.ts';
import type { Intent, Reason } from './types.ts';
import { pause } from './writes.ts';

/** The way was down or busy: the same command is asked again, which the server takes once (S3). */
const TRY_AGAIN: readonly ErrorCode[] = ['offline', 'timeout', 'unavailable', 'server-draining'];

/** Where the party will be when the own commands that are on their way have arrived. */
function wished(turn: Turn, timeline: Timeline): { playing: boolean; position: number; rate: number } {
  const now = turn.o.partyNow;
  const wish = {
    playing: timeline.playing,
    position: now === null ? timeline.position : positionAt(timeline, now),
    rate: timeline.rate,
  };
  for (const { command } of turn.s.pending) {
    if (command.name === 'video-play') wish.playing = true;
    if (command.name === 'video-pause') wish.playing = false;
    if (command.name === 'video-rate') wish.rate = command.rate ?? wish.rate;
    else wish.position = command.currentTime;
  }
  return wish;
}

function agrees(intent: Intent, wish: ReturnType<typeof wished>): boolean {
  switch (intent.kind) {
    case 'play':
      return wish.playing;
    case 'pause':
      return !wish.playing;
    case 'seek':
      return Math.abs(intent.position - wish.position) < SAME_PLACE_S;
    case 'rate':
      return Math.abs(intent.rate - wish.rate) < RATE_TOLERANCE;
  }
}

/** What the hand left the player in, so that it is not taken for the site's doing. */
function noteHand({ s, o }: Turn, intent: Intent): void {
  s.operation = NO_OPERATION;
  s.expectPaused = o.paused;
  s.unexplainedSince = null;
  s.slipSince = null;
  s.plannedAt = null;
  if (intent.kind === 'play') {
    s.blocked = false;
    s.blockedTold = false;
    s.starts = [];
  }
  if (intent.kind === 'seek') s.soughtWhilePaused = true;
  if (intent.kind === 'rate') s.rate = { ...s.rate, written: intent.rate, pitch: true };
}

/**
 * S19: sites have one button, and a player that we have just stopped makes it say play. Who presses it before they can have
 * seen the stop wants what the button said until then. Only where no person stopped the party, and with a press on the page
 * that is newer than the stop: players also call play() by themselves after a jump.
 */
const crossesStop = ({ s, now }: Turn, felt: Intent): boolean =>
  felt.kind === 'play' && (felt.pressedAt ?? 0) >= s.stoppedAt && now - s.stoppedAt < UNSEEN_MS;

/**
 * S14: a hand moved the player. It becomes a command for the party; every one does, however short after a remote one.
 * Only what agrees with where the party is (or is just going by an own command) is none.
 *
 * Who presses play: their player is paused again at once and starts with the others at the scheduled moment. Letting it
 * run would put it lead + way (0.2-0.5 s) ahead of all others, to be mended by a seek at everybody else or by ten
 * seconds of wrong rate at the presser. The overlay says "starting" in the meantime. A seek while playing is the
 * same: the presser's player stands at its target until the common moment. A pause needs nothing: they stand already,
 * and the server settles the party on their frame (S12).
 */
export function handIntent(turn: Turn, felt: Intent): Reason {
  const { s, o } = turn;
  const crossed = crossesStop(turn, felt);
  noteHand(turn, felt);
  const { timeline } = s;
  if (timeline === null) return 'no-timeline';
  if (o.media !== 'right') return 'other-media';
  if (o.phase === 'ad') return 'ad';
  const wish = wished(turn, timeline);
  // Without a clock of the content (live, progressive transcodes) nobody can say where the hand went, only what it did.
  const placeless = o.capabilities.clock === 'none';
  if (placeless && felt.kind === 'seek') return 'no-content-clock';
  const position = placeless ? wish.position : felt.position;
  const intent: Intent = crossed ? { kind: 'pause', position } : { ...felt, position };
  if (!crossed && agrees(intent, wish)) {
    // A click that joins after a blocked start, for one: it is put right at once.
    s.disturbed = true;
    return 'agrees';
  }
  if (!s.mayControl) {
    turn.effects.push({ kind: 'notice', notice: 'not-allowed' });
    revert(turn);
    return 'not-allowed';
  }
  send(turn, timeline, intent);
  const stands = intent.kind === 'seek' ? wish.playing : intent.kind !== 'rate';
  if (stands && !o.paused) {
    pause(turn);
    // A start that is cut off before the film ran costs a start again (measured: 47-85 ms, like after a seek).
    s.soughtWhilePaused = true;
  }
  return `own-${intent.kind}`;
}

function send(turn: Turn, timeline: Timeline, intent: Intent): void {
  const { s, now } = turn;
  const command: OutgoingCommand = {
    name: `video-${intent.kind}`,
    commandId: `${s.commandPrefix}-${s.commandCount}`,
    epoch: timeline.epoch,
    baseRev: timeline.rev,
    mediaKey: timeline.mediaKey,
    currentTime: Math.min(Math.max(0, intent.position), POSITION_MAX_S),
  };
  if (intent.kind === 'rate') command.rate = Math.min(Math.max(intent.rate, RATE_MIN), RATE_MAX);
  s.commandCount += 1;
  // What it takes the place of is never asked again: that would undo, for all, what the hand did last.
  s.pending = [
    ...s.pending.filter((older) => !supersedes(command, older.command)),
    { command, sentAt: now, firstSentAt: now, retry: false },
  ];
  turn.effects.push({ kind: 'send', command, since: now });
}

/** Back to the timeline at once: what the hand did is not to be. */
function revert({ s }: Turn): void {
  s.disturbed = true;
  s.stillRev = -1;
  s.expectPaused = null;
  s.operation = NO_OPERATION;
}

/** The answer to an own command. */
export function handResult(turn: Turn, commandId: string, result: Result<{ timeline: Timeline }>): Reason {
  const { s, now } = turn;
  const own = s.pending.find((one) => one.command.commandId === commandId);
  if (result.ok) {
    s.pending = s.pending.filter((one) => one !== own);
    adopt(turn, result.value.timeline, { commandId, snapshot: true });
    return own ? 'command-taken' : 'command-known';
  }
  if (!own) return 'command-forgotten';
  if (TRY_AGAIN.includes(result.error.code) && now - own.firstSentAt < COMMAND_LIFE_MS) {
    replace(turn, own, { ...own, retry: true });
    wake(turn, own.sentAt + COMMAND_RETRY_MS);
    return 'command-again';
  }
  giveUp(turn, own, result.error.code === 'not-allowed' ? 'not-allowed' : 'command-refused');
  return 'command-refused';
}

const replace = ({ s }: Turn, old: Pending, by: Pending) => {
  s.pending = s.pending.map((one) => (one === old ? by : one));
};

function giveUp(turn: Turn, own: Pending, notice: 'not-allowed' | 'command-refused'): void {
  turn.s.pending = turn.s.pending.filter((one) => one !== own);
  turn.effects.push({ kind: 'notice', notice });
  revert(turn);
  requestSync(turn);
}

/**
 * While an own command is on its way the player stays as the hand left it: following the old timeline would undo it.
 * @returns why nothing is followed now, or null when there is none
 */
export function awaitCommands(turn: Turn): Reason | null {
  const { s, now } = turn;
  for (const own of s.pending) {
    if (now - own.firstSentAt >= COMMAND_LIFE_MS) giveUp(turn, own, 'command-refused');
    else if (own.retry && now - own.sentAt >= COMMAND_RETRY_MS) {
      turn.effects.push({ kind: 'send', command: own.command, since: own.firstSentAt });
      replace(turn, own, { ...own, sentAt: now, retry: false });
    }
  }
  return s.pending.length > 0 ? 'own-command-pending' : null;
}
