import { io } from 'socket.io-client';
import type { SocketLink } from '../../extension/background/socket-link.ts';
import type { ChatMessage } from '../../shared/party/chat.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';

/** A socket as the extension opens one, to nginx with its own certificate. */
export const makeSocket = (url: string, token: string) =>
  io(url, {
    transports: ['websocket'],
    autoConnect: false,
    reconnection: false,
    forceNew: true,
    timeout: 8_000,
    rejectUnauthorized: false,
    auth: { token, protocolVersion: PROTOCOL_VERSION },
  });

/** All that was ever said, page by page; null if a page did not come. */
export async function readChat(link: SocketLink): Promise<ChatMessage[] | null> {
  const log: ChatMessage[] = [];
  for (;;) {
    const answer = await link.request('fetch-chat', { afterSeq: log.at(-1)?.seq ?? 0 });
    if (!answer.ok) return null;
    if (answer.value.messages.length === 0) return log;
    log.push(...answer.value.messages);
  }
}
