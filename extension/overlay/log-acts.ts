import type { ChatDeed, MemberDeed } from '../ui/member-deeds.ts';
import { type ActNeeds, orSayWhy } from './chat-acts.ts';

/** What a banner offers. */
export type BannerRequest = `overlay:${'retry' | 'continue-without' | 'stay' | 'open-film'}`;

/** What a hand does to what stands in the log and over the film: nobody needs it before something does. */
export interface LogActs {
  discard(messageId: string): void;
  older(): void;
  remove(seq: number): void;
  /** If it is refused, that is told; so below. */
  moderate(memberId: string, deed: MemberDeed | ChatDeed): void;
  jump(position: number): void;
  /** The button of a banner. */
  follow(request: BannerRequest): void;
}

/** After older messages could not be loaded, ms: longer than it is told. */
const OLDER_AGAIN_MS = 5_000;

export function logActs(needs: ActNeeds): LogActs {
  const { model, dispatch, actions, signal } = needs;
  return {
    discard(messageId) {
      dispatch({ kind: 'discard', messageId });
      actions.discardChat(messageId);
    },
    older() {
      const { chat, older } = model();
      const first = chat[0]?.seq ?? 1;
      if (older !== 'maybe') return;
      if (first <= 1) return dispatch({ kind: 'older-came', messages: [] });
      dispatch({ kind: 'set', set: { older: 'loading' } });
      void actions.loadOlder(first).then((result) => {
        if (signal.aborted) return;
        if (result.ok) return dispatch({ kind: 'older-came', messages: result.value.messages });
        // Whoever goes on scrolling asks again after a while, and nothing asks by itself.
        dispatch({ kind: 'set', set: { older: 'failed' } });
        dispatch({ kind: 'refusal', error: result.error });
        setTimeout(() => dispatch({ kind: 'set', set: { older: 'maybe' } }), OLDER_AGAIN_MS);
      });
    },
    remove: (seq) => orSayWhy(needs, actions.deleteMessage({ messageId: actions.newId(), seq })),
    moderate: (memberId, deed) => orSayWhy(needs, actions.moderate(memberId, deed)),
    jump: (position) => orSayWhy(needs, actions.jumpTo(position)),
    follow: (request) => orSayWhy(needs, actions.ask(request, null)),
  };
}
