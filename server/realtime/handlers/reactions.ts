import { randomUUID } from 'node:crypto';
import { fail, ok } from '../../../shared/protocol/errors.ts';
import { REACTIONS_KEPT } from '../../../shared/protocol/limits.ts';
import { silenced } from '../../party/moderation.ts';
import type { Handlers } from '../handle.ts';
import { seatedAt } from '../seated.ts';
import { type ChatNeeds, sceneOf } from './chat.ts';

/** Reactions are heard at once and kept for who comes to the scene later. */
export function reactionHandlers(needs: ChatNeeds): Pick<Handlers, 'send-reaction' | 'fetch-reactions'> {
  const { engine, store, announcer, clock } = needs;
  return {
    'send-reaction': async ({ socket, payload: { emoji } }) => {
      const seated = await seatedAt(engine, socket);
      if (!seated) return fail('not-a-member');
      const { seat, view } = seated;
      const { partyId, memberId } = seat;
      const refusal = silenced(view.party, memberId, 'react');
      if (refusal) return fail(refusal);
      const { position, epoch } = sceneOf(view);
      announcer.toParty(partyId, 'reaction', { memberId, emoji, position: position ?? 0, epoch });
      if (position !== null)
        await store.reactions.add([{ id: randomUUID(), partyId, memberId, emoji, position, epoch, at: clock.wall() }]);
      return ok(null);
    },
    'fetch-reactions': async ({ socket }) => {
      const seated = await seatedAt(engine, socket);
      if (!seated) return fail('not-a-member');
      const { seat, view } = seated;
      const { epoch } = view.party.timeline;
      const kept = await store.reactions.ofTitle(seat.partyId, epoch);
      const reactions = kept
        .slice(-2 * REACTIONS_KEPT)
        .map(({ memberId, emoji, position }) => ({ memberId, emoji, position }));
      return ok({ epoch, reactions });
    },
  };
}
