import type { ServerOptions } from 'socket.io';
import {
  SOCKET_PAYLOAD_MAX_BYTES,
  SOCKET_PING_INTERVAL_MS,
  SOCKET_PING_TIMEOUT_MS,
} from '../../shared/protocol/limits.ts';

/**
 * WebSocket only (a polling fallback would need sticky sessions on many nodes), without compression (messages are small, and
 * it costs memory per socket).
 */
export const SOCKET_SETTINGS = {
  transports: ['websocket'],
  perMessageDeflate: false,
  httpCompression: false,
  serveClient: false,
  maxHttpBufferSize: SOCKET_PAYLOAD_MAX_BYTES,
  pingInterval: SOCKET_PING_INTERVAL_MS,
  pingTimeout: SOCKET_PING_TIMEOUT_MS,
} satisfies Partial<ServerOptions>;
