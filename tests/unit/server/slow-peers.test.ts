import { expect, it, vi } from 'vitest';
import { cutSlowPeers } from '../../../server/realtime/realtime.ts';
import type { PartyServer } from '../../../server/realtime/socket-types.ts';

it('[R5] cuts peers whose backlog grows without bound, and nobody else', () => {
  const peer = (bufferedAmount: number, packets: number) => ({
    conn: { close: vi.fn(), writeBuffer: Array(packets).fill(0), transport: { socket: { bufferedAmount } } },
  });
  const peers = { calm: peer(10, 2), bytes: peer(2 << 20, 0), packets: peer(0, 1_000) };
  const io = { sockets: { sockets: new Map(Object.entries(peers)) } } as unknown as PartyServer;
  const warn = vi.fn();
  cutSlowPeers(io, { warn } as never);
  expect(peers.calm.conn.close).not.toHaveBeenCalled();
  expect(peers.bytes.conn.close).toHaveBeenCalledWith(true);
  expect(peers.packets.conn.close).toHaveBeenCalledWith(true);
  expect(warn).toHaveBeenCalledTimes(2);
});
