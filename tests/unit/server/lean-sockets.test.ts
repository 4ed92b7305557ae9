import { Server } from 'socket.io';
import { describe, expect, it } from 'vitest';
import { frameInOnePiece } from '../../../server/realtime/lean-sockets.ts';

/** Inside Socket.IO: if a new version does it otherwise, nothing breaks, but broadcasts cost more again. */
interface Encoding {
  _encode(packet: object, options: { wsPreEncodedFrame?: Buffer[] }): string[];
}

describe('a broadcast', () => {
  it('is framed in one piece, byte for byte the frame that Socket.IO makes', () => {
    const packet = { type: 2, nsp: '/', data: ['chat-message', { text: 'ü 🦊', name: 'x'.repeat(200) }] };
    const frameOf = (io: Server) => {
      const options: { wsPreEncodedFrame?: Buffer[] } = {};
      const encoded = (io.of('/').adapter as unknown as Encoding)._encode(packet, options);
      return { encoded, frame: options.wsPreEncodedFrame ?? [] };
    };
    const [plain, lean] = [new Server(), new Server()];
    frameInOnePiece(lean as never);
    const [before, after] = [frameOf(plain), frameOf(lean)];
    expect(before.frame.length).toBe(2);
    expect(after.frame).toEqual([Buffer.concat(before.frame)]);
    expect(after.encoded).toEqual(before.encoded);
  });
});
