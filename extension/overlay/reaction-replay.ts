import type { KeptReaction } from '../../shared/party/chat.ts';
import { SAME_SCENE_S } from './chat-log.ts';

/** A step of the own position longer than this is a jump: what lies between was not watched. Seconds. */
const JUMP_S = 4;
/** A scene that made everybody laugh is told by some faces, not by all of them at once. */
const AT_ONCE_MAX = 6;

/** What others felt at scenes that this viewer comes to later. */
export interface Replay {
  readonly epoch: number;
  /** In the order of the film. */
  readonly scenes: readonly KeptReaction[];
  /** Own content seconds at the last look. */
  readonly at: number | null;
}

export const NO_REPLAY: Replay = { epoch: -1, scenes: [], at: null };

const inOrder = (scenes: readonly KeptReaction[]) => [...scenes].sort((a, b) => a.position - b.position);

/** What the server has kept of the title; what is known of another one is forgotten. */
export const withKept = (replay: Replay, epoch: number, kept: readonly KeptReaction[]): Replay => ({
  epoch,
  scenes: inOrder(kept),
  at: replay.epoch === epoch ? replay.at : null,
});

/** Does a reaction that is made just now belong to a scene that this viewer has not seen? */
export const isAhead = (position: number, own: number): boolean => position - own > SAME_SCENE_S;

/** Keeps a live reaction for its scene. */
export const withLater = (replay: Replay, epoch: number, reaction: KeptReaction): Replay =>
  replay.epoch === epoch
    ? { ...replay, scenes: inOrder([...replay.scenes, reaction]) }
    : { epoch, scenes: [reaction], at: null };

/**
 * The film goes on.
 * @param own own content seconds in the party's title; they stand still while another one or none is shown
 * @returns what was felt at the scenes passed since the last look
 */
export function advance(replay: Replay, epoch: number, own: number): { replay: Replay; due: KeptReaction[] } {
  if (replay.epoch !== epoch || replay.at === own) return { replay, due: [] };
  const next = { ...replay, at: own };
  const from = replay.at;
  if (from === null || own < from || own - from > JUMP_S) return { replay: next, due: [] };
  const due = replay.scenes.filter(({ position }) => position > from && position <= own);
  return { replay: next, due: due.slice(0, AT_ONCE_MAX) };
}
