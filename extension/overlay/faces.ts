import type { Member } from '../../shared/party/party.ts';
import { type Condition, conditionOf, markOf } from '../ui/member-words.ts';
import type { LocalState } from './types.ts';

export interface Face {
  member: Member;
  you: boolean;
  condition: Condition;
}

/** Oneself first, then by seniority, those who are away last: the order does not jump when states change. */
export function facesOf(members: readonly Member[], you: string, local: LocalState | null): Face[] {
  const rank = (face: Face) => (face.you ? 0 : face.condition.kind === 'away' ? 2 : 1);
  return members
    .map((member): Face => {
      const self = member.id === you;
      // Of oneself the page knows best: the server hears it a round trip later.
      const source = self && local ? { connected: true, status: local.sync } : member;
      return { member, you: self, condition: conditionOf(source) };
    })
    .sort((a, b) => rank(a) - rank(b) || a.member.joinedAt - b.member.joinedAt);
}

/**
 * The faces that fit in one row. Who is held up or elsewhere is shown rather than somebody who is in step; the order stays.
 * @param room how many faces fit, the "+3" included
 */
export function facesThatFit(faces: readonly Face[], room: number): { shown: Face[]; hidden: number } {
  if (faces.length <= room) return { shown: [...faces], hidden: 0 };
  const weight = (face: Face) => {
    const mark = markOf(face.condition);
    return face.you ? 0 : mark === 'square' ? 1 : mark === 'diamond' ? 2 : mark === 'round' ? 3 : 4;
  };
  const chosen = new Set(
    [...faces]
      .sort((a, b) => weight(a) - weight(b))
      .slice(0, Math.max(1, room - 1))
      .map((face) => face.member.id),
  );
  return { shown: faces.filter((face) => chosen.has(face.member.id)), hidden: faces.length - chosen.size };
}
