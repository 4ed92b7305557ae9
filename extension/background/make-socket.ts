import { io, type Socket } from 'socket.io-client';
import type { Handshake } from '../../shared/protocol/events.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';

/** A phone on a bad line needs several round trips of a second for TLS and the upgrade. */
const CONNECT_TIMEOUT_MS = 8_000;

/** WebSocket only: the polling transport would need a host permission for its cookies and doubles each message's way. */
export const makeSocket = (serverUrl: string, token: string): Socket =>
  io(serverUrl, {
    transports: ['websocket'],
    autoConnect: false,
    reconnection: false,
    forceNew: true,
    timeout: CONNECT_TIMEOUT_MS,
    auth: { token, protocolVersion: PROTOCOL_VERSION } satisfies Handshake,
  });
