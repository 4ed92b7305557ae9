import type { Member } from '../../shared/party/party.ts';
import type { Result } from '../../shared/protocol/errors.ts';
import { TYPING_EVERY_MS } from '../../shared/protocol/limits.ts';
import type { ChatDeed, MemberDeed } from '../ui/member-deeds.ts';
import { type ChatSettings, recallChatSettings, rememberChatSettings } from './chat-settings.ts';
import type { Model, ModelEvent } from './model.ts';
import type { OverlayActions, Words } from './types.ts';

/** What a banner offers. */
export type BannerRequest = `overlay:${'retry' | 'continue-without' | 'stay' | 'open-film'}`;

/** What a hand does in the chat, and with what stands over the film. */
export interface ChatActs {
  send(text: string): void;
  /** A message that failed, once more: under its id, so that it never stands there twice. */
  again(message: Words): void;
  discard(messageId: string): void;
  older(): void;
  remove(seq: number): void;
  /** If it is refused, that is told. */
  moderate(memberId: string, deed: MemberDeed | ChatDeed): void;
  jump(position: number): void;
  /** The button of a banner; so here. */
  follow(request: BannerRequest): void;
  /** Floats at once; if it is refused, that is told. */
  react(emoji: string): void;
  /** A key was pressed in the field. */
  typing(): void;
  settings(settings: ChatSettings): void;
}

/** After older messages could not be loaded, ms: longer than it is told. */
const OLDER_AGAIN_MS = 5_000;

interface Needs {
  model: () => Model;
  dispatch: (event: ModelEvent) => void;
  actions: OverlayActions;
  /** Ids of those who are named in a text. */
  named: (text: string, members: readonly Member[]) => string[];
  signal: AbortSignal;
  now?: () => number;
}

export function chatActs({ model, dispatch, actions, named, signal, now = () => performance.now() }: Needs): ChatActs {
  let typedAt = -Infinity;

  const handOver = ({ messageId, text, replyTo, mentions }: Words) => {
    const message = { messageId, text, replyTo, mentions };
    dispatch({ kind: 'sending', message });
    void actions.sendChat(message).then((result) => {
      if (!signal.aborted && !result.ok) dispatch({ kind: 'refused', messageId, error: result.error });
    });
  };
  const orSayWhy = (deed: Promise<Result<null>>) =>
    void deed.then((result) => {
      if (!signal.aborted && !result.ok) dispatch({ kind: 'refusal', error: result.error });
    });
  void recallChatSettings().then((settings) => !signal.aborted && dispatch({ kind: 'set', set: { settings } }));

  return {
    send(text) {
      const { view, replyTo } = model();
      const others = view?.members.filter((member) => member.id !== view.you) ?? [];
      const mentions = named(text, others);
      handOver({
        messageId: actions.newId(),
        text,
        ...(replyTo === null ? {} : { replyTo }),
        ...(mentions.length > 0 ? { mentions } : {}),
      });
      typedAt = -Infinity;
    },
    again: handOver,
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
    remove: (seq) => orSayWhy(actions.deleteMessage({ messageId: actions.newId(), seq })),
    moderate: (memberId, deed) => orSayWhy(actions.moderate(memberId, deed)),
    jump: (position) => orSayWhy(actions.jumpTo(position)),
    follow: (request) => orSayWhy(actions.ask(request, null)),
    react(emoji) {
      dispatch({ kind: 'reaction', memberId: '', emoji, own: true });
      orSayWhy(actions.react(emoji));
    },
    typing() {
      if (now() - typedAt < TYPING_EVERY_MS) return;
      typedAt = now();
      actions.typing();
    },
    settings(settings) {
      dispatch({ kind: 'set', set: { settings } });
      void rememberChatSettings(settings);
    },
  };
}
