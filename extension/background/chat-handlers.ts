import { fail, ok, type Result } from '../../shared/protocol/errors.ts';
import type { RequestName, RequestPayload } from '../../shared/protocol/events.ts';
import type { ContentRequests } from '../messaging/messages.ts';
import type { Handlers } from '../messaging/port.ts';
import type { EmojiList } from '../ui/emoji-file.ts';
import { enqueue, OUTBOX_MAX } from './chat-outbox.ts';
import { moderate } from './moderate.ts';
import type { Parties } from './parties.ts';
import type { StateCell } from './state.ts';

type Names =
  | 'overlay:chat'
  | 'overlay:discard'
  | 'overlay:older'
  | 'overlay:delete-message'
  | 'overlay:moderate'
  | 'overlay:typing'
  | 'overlay:jump'
  | 'overlay:reactions'
  | 'overlay:emoji';

export interface ChatHandlerNeeds {
  cell: StateCell;
  parties: Parties;
  save: () => Promise<void>;
  emoji: () => Promise<EmojiList>;
}

/** What the overlay asks about words and reactions. */
export function chatHandlers(needs: ChatHandlerNeeds): Pick<Handlers<ContentRequests, unknown>, Names> {
  const { cell, parties, save } = needs;
  const ask = async <N extends RequestName>(name: N, payload: RequestPayload<N>) =>
    (await parties.line?.ask(name, payload)) ?? fail('offline');
  const told = async <N extends RequestName>(name: N, payload: RequestPayload<N>): Promise<Result<null>> => {
    const answer = await ask(name, payload);
    return answer.ok ? ok(null) : answer;
  };
  return {
    'overlay:chat': async (message) => {
      if (!cell.now.seat) return fail('not-a-member');
      if (cell.now.outbox.length >= OUTBOX_MAX) return fail('rate-limited');
      cell.update({ outbox: enqueue(cell.now.outbox, message, cell.now.party?.chat ?? []) });
      await save();
      parties.line?.sendChat();
      return ok(null);
    },
    'overlay:discard': async ({ messageId }) => {
      cell.update({ outbox: cell.now.outbox.filter((one) => one.messageId !== messageId) });
      await save();
      return ok(null);
    },
    'overlay:older': async (page) => {
      const answer = await ask('fetch-chat', page);
      return answer.ok ? ok({ messages: answer.value.messages }) : answer;
    },
    'overlay:delete-message': (what) => told('delete-chat', what),
    'overlay:moderate': (what) => moderate(parties.line, what),
    'overlay:typing': () => told('chat-typing', {}),
    'overlay:jump': async ({ position }) => {
      const { line } = parties;
      const { party } = cell.now;
      if (!line || !party) return fail('offline');
      const { epoch, rev, mediaKey } = party.timeline;
      const command = { commandId: crypto.randomUUID(), epoch, baseRev: rev, mediaKey, currentTime: position };
      const answer = await line.command({ name: 'video-seek', ...command });
      return answer.ok ? ok(null) : answer;
    },
    'overlay:reactions': () => ask('fetch-reactions', {}),
    'overlay:emoji': async () => ok(await needs.emoji()),
  };
}
