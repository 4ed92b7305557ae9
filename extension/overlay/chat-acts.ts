import type { Member } from '../../shared/party/party.ts';
import type { Result } from '../../shared/protocol/errors.ts';
import { TYPING_EVERY_MS } from '../../shared/protocol/limits.ts';
import { type ChatSettings, recallChatSettings, rememberChatSettings } from './chat-settings.ts';
import type { Model, ModelEvent } from './model.ts';
import type { OverlayActions, Words } from './types.ts';

/** What a hand does where one writes. */
export interface ChatActs {
  send(text: string): void;
  /** A message that failed, once more: under its id, so that it never stands there twice. */
  again(message: Words): void;
  /** Floats at once; if it is refused, that is told. */
  react(emoji: string): void;
  /** A key was pressed in the field. */
  typing(): void;
  settings(settings: ChatSettings): void;
}

/** What all that a hand does needs. `model`: as it is at that time. */
export interface ActNeeds {
  model: () => Model;
  dispatch: (event: ModelEvent) => void;
  actions: OverlayActions;
  signal: AbortSignal;
}

interface Needs extends ActNeeds {
  /** Ids of those who are named in a text. */
  named: (text: string, members: readonly Member[]) => string[];
  now?: () => number;
}

/** Tells if it is refused. */
export const orSayWhy = ({ dispatch, signal }: ActNeeds, deed: Promise<Result<null>>): void =>
  void deed.then((result) => {
    if (!signal.aborted && !result.ok) dispatch({ kind: 'refusal', error: result.error });
  });

export function chatActs(needs: Needs): ChatActs {
  const { model, dispatch, actions, named, signal, now = () => performance.now() } = needs;
  let typedAt = -Infinity;

  const handOver = ({ messageId, text, replyTo, mentions }: Words) => {
    const message = { messageId, text, replyTo, mentions };
    dispatch({ kind: 'sending', message });
    void actions.sendChat(message).then((result) => {
      if (!signal.aborted && !result.ok) dispatch({ kind: 'refused', messageId, error: result.error });
    });
  };
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
    react(emoji) {
      dispatch({ kind: 'reaction', memberId: '', emoji, own: true });
      orSayWhy(needs, actions.react(emoji));
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
