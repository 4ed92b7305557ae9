import net from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type DelayProxy, type Link, seededRandom, startDelayProxy } from '../../support/delay-proxy.ts';
import { until } from '../../support/poll.ts';

const open: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** A server that sends everything back. */
async function echoServer(): Promise<number> {
  const server = net.createServer((socket) => {
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as net.AddressInfo).port;
}

async function proxied(link: Link, seed = 1): Promise<DelayProxy> {
  const proxy = await startDelayProxy({ targetPort: await echoServer(), link, seed });
  open.push(() => proxy.close());
  return proxy;
}

interface Client {
  send(text: string): void;
  text(): string;
  /** Ms from `send` until `expected` is all there. */
  roundTrip(text: string): Promise<number>;
  closed(): boolean;
}

function connect(port: number): Client {
  const socket = net.connect({ port, host: '127.0.0.1' });
  socket.setNoDelay(true);
  let got = '';
  let gone = false;
  socket.on('data', (bytes) => {
    got += bytes.toString('latin1');
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    gone = true;
  });
  open.push(() => socket.destroy());
  const watch = (expected: string) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!got.endsWith(expected)) return;
        socket.off('data', look);
        resolve();
      };
      socket.on('data', look);
    });
  return {
    send: (text) => void socket.write(text),
    text: () => got,
    async roundTrip(text) {
      const startedAt = performance.now();
      const arrived = watch(text);
      socket.write(text);
      await arrived;
      return performance.now() - startedAt;
    },
    closed: () => gone,
  };
}

describe('delay proxy', () => {
  test('[M1] delays each way by what the link says', async () => {
    const client = connect((await proxied({ upMs: 30, downMs: 70, jitterMs: 0 })).port);
    await client.roundTrip('hello');
    const trips: number[] = [];
    for (let i = 0; i < 5; i++) trips.push(await client.roundTrip(`ping ${i}`));
    expect(Math.min(...trips)).toBeGreaterThanOrEqual(99);
    expect(Math.min(...trips)).toBeLessThan(115);
  });

  test('[M1] keeps the order of bytes however the delays fall', async () => {
    const client = connect((await proxied({ upMs: 8, downMs: 8, jitterMs: 8, spikeChance: 0.2, spikeMs: 30 })).port);
    let sent = '';
    for (let i = 0; i < 300; i++) {
      const part = `<${i}>`;
      sent += part;
      client.send(part);
      if (i % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await until(() => client.text().length === sent.length, 'all bytes are back');
    expect(client.text()).toBe(sent);
  });

  test('[M1] a spike holds up the chunk and all behind it', async () => {
    const client = connect((await proxied({ upMs: 1, downMs: 1, jitterMs: 0, spikeChance: 1, spikeMs: 60 })).port);
    expect(await client.roundTrip('x')).toBeGreaterThanOrEqual(120);
  });

  test('[M1] the same seed draws the same numbers, another seed others', () => {
    const draw = (seed: number) => Array.from({ length: 20 }, seededRandom(seed));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(draw(7).every((number) => number >= 0 && number < 1)).toBe(true);
  });

  test('[M1] a stall holds everything and loses nothing', async () => {
    const proxy = await proxied({ upMs: 1, downMs: 1, jitterMs: 0 });
    const client = connect(proxy.port);
    await client.roundTrip('before');
    proxy.stall(200);
    expect(await client.roundTrip('after')).toBeGreaterThanOrEqual(198);
    expect(client.text()).toBe('beforeafter');
  });

  test('[M1] offline drops and refuses, online lets in again', async () => {
    const proxy = await proxied({ upMs: 1, downMs: 1, jitterMs: 0 });
    const first = connect(proxy.port);
    await first.roundTrip('before');
    proxy.offline();
    await until(() => first.closed(), 'the connection is dropped');
    const second = connect(proxy.port);
    await until(() => second.closed(), 'a new connection is refused');
    proxy.online();
    await connect(proxy.port).roundTrip('back');
    expect(proxy.connections().map((entry) => entry.firstAnswerAt !== null)).toEqual([true, true]);
  });
});
