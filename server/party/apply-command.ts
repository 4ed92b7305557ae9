import { isOtherCut } from '../../shared/party/cut.ts';
import { may } from '../../shared/party/permissions.ts';
import { clampPosition, type Timeline } from '../../shared/playback/timeline.ts';
import type { CommandName, ParsedPayload } from '../../shared/protocol/events.ts';
import { hasApplied, withApplied } from './applied.ts';
import { type Decision, decided, refused, unchanged } from './decision.ts';
import { scheduledLead } from './lead.ts';
import { type LiveParty, type Seat, seatOf, type View } from './live-party.ts';
import { chargeHolds, holdFor, policyIsMet, stalled } from './readiness.ts';
import { announce, nextTimeline, partyPosition } from './timeline-change.ts';

export type Command = { [N in CommandName]: { name: N } & ParsedPayload<N> }[CommandName];

type Change = Partial<LiveParty> & { timeline: Timeline };

/**
 * S3: decides one playback command. Never half applied: refused with a code, or the next party and what to tell the room.
 * @param actorId identity as the server knows it (P2)
 */
export function applyCommand(view: View, command: Command, actorId: string): Decision<{ timeline: Timeline }> {
  const { party } = view;
  const actor = seatOf(party, actorId);
  if (!actor?.present) return refused('not-a-member');
  if (party.endedAt !== null) return refused('party-ended');
  const commandKey = `${actorId}:${command.commandId}`;
  if (hasApplied(party.applied, commandKey)) return decided(party, { timeline: party.timeline }, [{ kind: 'again' }]);
  const action = command.name === 'change-content' ? 'change-content' : 'control-playback';
  if (!may(actor.role, action, party.settings.controlMode)) return refused('not-allowed');
  if (command.epoch !== party.timeline.epoch) return refused('stale-epoch');
  if (command.name !== 'change-content' && command.mediaKey !== party.timeline.mediaKey) return refused('wrong-media');
  // Also what had to wait for its turn: whoever gave it is back on the timeline by now.
  if (command.until !== undefined && view.now > command.until) return refused('too-late');

  if (command.first && !isUntouched(party)) return unchanged(view, { timeline: party.timeline });

  const change = decide(view, command, actor);
  if (change === null) return unchanged(view, { timeline: party.timeline });
  const next: LiveParty = { ...party, ...change, applied: withApplied(party.applied, commandKey) };
  const effect = announce(next, {
    event: command.name,
    reason: next.hold !== null && party.hold === null ? 'hold' : 'command',
    by: actor,
    commandId: command.commandId,
    ...(command.name === 'change-content' ? { content: command.content } : {}),
  });
  return decided(next, { timeline: next.timeline }, [effect]);
}

/** The change that a permitted command makes; null when the party is already so. */
function decide(view: View, command: Command, actor: Seat): Change | null {
  switch (command.name) {
    case 'video-play':
      return play(view, command, actor.id);
    case 'video-pause':
      return pause(view, command, actor.id);
    case 'video-seek':
      return seek(view, command, actor.id);
    case 'video-rate':
      return setRate(view, command.rate, actor.id);
    case 'change-content':
      return changeContent(view, command, actor.id);
  }
}

type Positioned = { currentTime: number; baseRev: number };

/** A party that nobody has moved yet takes the position of the first who does. */
const isUntouched = (party: LiveParty) => party.applied.length === 0;

const clampTo = (party: LiveParty, seconds: number) => clampPosition(seconds, party.content?.duration ?? null);

function play(view: View, command: Positioned, by: string): Change | null {
  const { party, now } = view;
  if (party.timeline.playing) return null;
  // Everybody stands at the party's position: who starts is not a reason to move them.
  const position = isUntouched(party) ? clampTo(party, command.currentTime) : party.timeline.position;
  if (party.hold === null) {
    const waiting = stalled(view, true).now;
    if (!policyIsMet(view, waiting.length)) {
      const hold = holdFor(view, waiting, 'starting');
      const timeline = nextTimeline(party, { position, at: now }, by);
      return { timeline, hold, holdStarts: chargeHolds(view, hold.memberIds) };
    }
  }
  // During a hold this is "continue without them".
  const excused = party.hold ? [...party.excused, ...party.hold.memberIds] : party.excused;
  const timeline = nextTimeline(party, { playing: true, position, at: now + scheduledLead(view) }, by);
  return { timeline, hold: null, excused };
}

function pause(view: View, command: Positioned, by: string): Change | null {
  const { party, now } = view;
  if (party.hold !== null) return { timeline: nextTimeline(party, { playing: false, at: now }, by), hold: null };
  if (!party.timeline.playing) return null;
  return { timeline: nextTimeline(party, { playing: false, position: settle(view, command), at: now }, by) };
}

/**
 * S12: the pause of somebody in step stands where they saw it. Not so if they acted on an older timeline, or stand so far
 * off that all others would be thrown about.
 */
function settle(view: View, command: Positioned): number {
  const { party, rules } = view;
  const there = partyPosition(view);
  const acted = clampTo(party, command.currentTime);
  if (isUntouched(party)) return acted;
  const near = Math.abs(acted - there) <= rules.settleMaxS * Math.max(1, party.timeline.rate);
  return command.baseRev === party.timeline.rev && near ? acted : there;
}

/** S13: while playing one common jump at a scheduled time; a hold stays on, everybody has to load anew anyway. */
function seek(view: View, command: Positioned, by: string): Change {
  const { party, now } = view;
  const position = clampTo(party, command.currentTime);
  const at = party.timeline.playing ? now + scheduledLead(view) : now;
  return { timeline: nextTimeline(party, { position, at }, by) };
}

function setRate(view: View, rate: number, by: string): Change | null {
  const { party, now } = view;
  if (party.timeline.rate === rate) return null;
  const waitsForStart = party.timeline.playing && now < party.timeline.at;
  const from = waitsForStart ? {} : { position: partyPosition(view), at: now };
  return { timeline: nextTimeline(party, { ...from, rate }, by) };
}

type ContentCommand = Extract<Command, { name: 'change-content' }>;

/** Who tells another length this far from where the party is, s, stands in another film. */
const SAME_FILM_WITHIN_S = 10;

/**
 * Is it the party's title, told better? Not if it has another length and stands somewhere else: then the next film began at the
 * same address (a playlist), or an ad in the film's own element that nothing marks as one.
 */
function isSameFilm(view: View, { content, currentTime }: ContentCommand): boolean {
  const known = view.party.content;
  if (known?.siteId !== content.siteId || known.mediaKey !== content.mediaKey) return false;
  return !isOtherCut(known, content) || Math.abs(currentTime - partyPosition(view)) <= SAME_FILM_WITHIN_S;
}

/** Another title is another epoch; the same title with better data (its length became known) is not. */
function changeContent(view: View, command: ContentCommand, by: string): Change {
  const { party, now } = view;
  const { content } = command;
  if (isSameFilm(view, command)) {
    const position = clampPosition(party.timeline.position, content.duration ?? null);
    return { timeline: nextTimeline(party, { position }, by), content };
  }
  const timeline = nextTimeline(
    party,
    {
      epoch: party.timeline.epoch + 1,
      mediaKey: content.mediaKey,
      playing: command.playing,
      position: clampPosition(command.currentTime, content.duration ?? null),
      at: command.playing ? now + scheduledLead(view) : now,
      rate: 1,
    },
    by,
  );
  return { timeline, content, hold: null, excused: [] };
}
