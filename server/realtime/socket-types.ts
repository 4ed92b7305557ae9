import { createHash } from 'node:crypto';
import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import type { ClientEvents, ServerEvents } from '../../shared/protocol/events.ts';
import type { Connection } from '../live/live-state.ts';

const SESSION_CHARS = 16;

/** What the server knows of a socket. Identity comes from the token alone (P2). */
export interface SocketData {
  userId: string;
  /** The party this socket last sat down in; whether it still does, the room says. */
  partyId: string | null;
  /** Said so itself, last: its player is ready (S22). */
  ready: boolean;
  /** Which sign-in it came by. */
  session: string;
  /** A2: of the token it came by. */
  tokenVersion: number;
}

export type PartyServer = Server<ClientEvents, ServerEvents, DefaultEventsMap, SocketData>;
export type PartySocket = Socket<ClientEvents, ServerEvents, DefaultEventsMap, SocketData>;

/** Rooms are named by the party's id, which no client ever sees: a code can change. */
export const partyRoom = (partyId: string): string => `party:${partyId}`;
/** Tells the sign-ins of a person apart. A digest: other nodes are told of it, and tokens are told to nobody. */
export const sessionOf = (token: string): string =>
  createHash('sha256').update(token).digest('base64url').slice(0, SESSION_CHARS);

/** The seat that this socket holds. The room is the truth: another node may have put it out. */
export function seatOfSocket(socket: PartySocket): Connection | null {
  const { partyId, userId } = socket.data;
  if (partyId === null || !socket.rooms.has(partyRoom(partyId))) return null;
  return { partyId, memberId: userId, connectionId: socket.id };
}
