import type { Content } from '../../shared/party/content.ts';
import { clampPosition, positionAt, type Timeline } from '../../shared/playback/timeline.ts';
import type { CommandName, TimelineChange } from '../../shared/protocol/events.ts';
import { type Effect, tell } from './decision.ts';
import type { LiveParty, Seat, View } from './live-party.ts';

/** Where the party is now, never past the end of the film. */
export const partyPosition = ({ party, now }: View): number =>
  clampPosition(positionAt(party.timeline, now), party.content?.duration ?? null);

/** The next timeline: `rev` grows by exactly one (S4). */
export const nextTimeline = (party: LiveParty, change: Partial<Omit<Timeline, 'rev'>>, by: string): Timeline => ({
  ...party.timeline,
  ...change,
  by,
  rev: party.timeline.rev + 1,
});

/**
 * Nobody is left: the film stands where the last one saw it, so that coming back tomorrow goes on from there.
 * @param lastSeen party clock, ms
 */
export function stopForNobody(party: LiveParty, lastSeen: number): LiveParty {
  if (!party.timeline.playing && party.hold === null) return party;
  const position = clampPosition(positionAt(party.timeline, lastSeen), party.content?.duration ?? null);
  const timeline = nextTimeline(party, { playing: false, position, at: Math.max(lastSeen, party.timeline.at) }, '');
  return { ...party, timeline, hold: null };
}

interface Cause {
  event: CommandName;
  reason: TimelineChange['reason'];
  by?: Seat;
  commandId?: string;
  content?: Content;
}

/** What the room hears of a new timeline. */
export function announce(party: LiveParty, cause: Cause): Effect {
  return tell(cause.event, {
    timeline: party.timeline,
    by: cause.by ? { memberId: cause.by.id, name: cause.by.name } : null,
    commandId: cause.commandId ?? null,
    reason: cause.reason,
    hold: party.hold,
    ...(cause.content ? { content: cause.content } : {}),
  });
}

/** How the party stands, for those who may have missed how it came to that. Nobody did it: it is no command. */
export const announceAgain = (party: LiveParty) => {
  const event = party.timeline.playing ? ('video-play' as const) : ('video-pause' as const);
  const body: TimelineChange = {
    timeline: party.timeline,
    by: null,
    commandId: null,
    reason: 'restored',
    hold: party.hold,
  };
  return { event, body };
};
