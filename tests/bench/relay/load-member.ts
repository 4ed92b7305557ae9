import { WebSocket } from 'ws';
import { PROTOCOL_VERSION } from '../../../shared/protocol/version.ts';
import type { Wire } from './wire.ts';

/** A server that takes longer to let somebody in is not fit to be measured. */
const CONNECT_MS = 30_000;

export interface MemberEvents {
  /** Something of the party was heard. @param bytes of the frame's content */
  heard(commandId: string | null, bytes: number): void;
  /** The connection ended though nobody asked for it. */
  dropped(): void;
}

/** One socket of the load: connects, asks, counts what it hears. */
export class LoadMember {
  #socket: WebSocket;
  #waiting = new Map<number, (result: unknown) => void>();
  #nextId = 0;
  #closing = false;

  private constructor(
    socket: WebSocket,
    readonly wire: Wire,
  ) {
    this.#socket = socket;
  }

  /** @param localAddress of the loopback: one address has too few ports for tens of thousands of connections */
  static connect(
    url: string,
    options: { wire: Wire; auth: object; events: MemberEvents; localAddress: string },
  ): Promise<LoadMember> {
    const { wire, auth, events, localAddress } = options;
    const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      perMessageDeflate: false,
      localAddress,
      skipUTF8Validation: true,
    });
    const member = new LoadMember(socket, wire);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('no connection')), CONNECT_MS);
      socket.on('message', (data: Buffer, isBinary: boolean) => {
        const heard = wire.read(data, isBinary);
        if (heard.kind === 'event') events.heard(heard.commandId, data.length);
        else if (heard.kind === 'ack') member.#answered(heard.id, heard.result);
        else if (heard.kind === 'ping') socket.send('3');
        else if (heard.kind === 'open') socket.send(wire.connect({ ...auth, protocolVersion: PROTOCOL_VERSION }));
        else if (heard.kind === 'refused') reject(new Error(heard.why));
        else if (heard.kind === 'connected') {
          clearTimeout(timer);
          resolve(member);
        }
      });
      socket.on('error', reject);
      socket.on('close', () => {
        reject(new Error('closed'));
        if (!member.#closing) events.dropped();
      });
    });
  }

  /** @returns the result of the acknowledgement; one that never comes counts in `unanswered` */
  request(name: string, payload: object): Promise<unknown> {
    return new Promise((resolve) => {
      const id = this.#nextId++;
      this.#waiting.set(id, resolve);
      this.#socket.send(this.wire.request(name, payload, id));
    });
  }

  get unanswered(): number {
    return this.#waiting.size;
  }

  close(): void {
    this.#closing = true;
    this.#socket.terminate();
  }

  #answered(id: number, result: () => unknown): void {
    const resolve = this.#waiting.get(id);
    this.#waiting.delete(id);
    resolve?.(result());
  }
}
