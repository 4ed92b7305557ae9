import { createShardedAdapter } from '@socket.io/redis-adapter';
import type { Server } from 'socket.io';
import { disconnect, type Redis } from './redis-connection.ts';
import { untimed } from './redis-timing.ts';

type AdapterFactory = Extract<Parameters<Server['adapter']>[0], (...args: never[]) => unknown>;

export interface RedisAdapter {
  /** For `io.adapter(...)`. */
  adapter: AdapterFactory;
  /** Calls when this node hears the others again, after a time in which it did not. */
  onHearingAgain(listener: () => void): void;
  /** Calls when this node can speak again, after something that it said was lost, or may be. */
  onUnheard(listener: () => void): void;
  close(): void;
}

/**
 * Socket.IO's rooms over several nodes, by sharded publish and subscribe (docs/decisions/0004-socketio-adapter.md).
 * - Every node hears every room (`static`): subscribing to a room's own channel takes a moment, and what another node said
 *   in that moment would be missed by the member who is just coming in.
 * - This node's own sockets are served at once. As it comes, the adapter first waits for Redis to have taken a message:
 *   a round trip for everybody here, and a Redis that hangs would hold up people on the same node.
 * @param onError told when the other nodes could not be reached
 */
export async function createRedisAdapter(
  redis: Redis,
  { prefix = 'watchparty', onError }: { prefix?: string; onError?(error: Error): void } = {},
  timing = untimed,
): Promise<RedisAdapter> {
  const ears = redis.duplicate() as unknown as Redis;
  ears.on('error', (error: Error) => onError?.(error));
  await ears.connect();
  let unheard = false;
  const make = createShardedAdapter(redis, ears, { channelPrefix: `${prefix}:io`, subscriptionMode: 'static' });
  // Not an arrow function: Socket.IO calls it with `new`.
  function atOnce(namespace: unknown) {
    const adapter = make(namespace);
    const publish = adapter.doPublish.bind(adapter);
    adapter.doPublish = (message) => {
      timing('publish', publish(message)).catch((error: Error) => {
        unheard = true;
        onError?.(error);
      });
      return Promise.resolve('');
    };
    // Its own `close` takes back the subscriptions without hearing how that ended: with Redis away that would end the
    // process. They go with the connection.
    adapter.close = () => undefined;
    return adapter;
  }
  return {
    adapter: atOnce as unknown as AdapterFactory,
    // The subscriptions are back before it says so.
    onHearingAgain: (listener) => void ears.on('ready', listener),
    onUnheard: (listener) =>
      void redis.on('ready', () => {
        if (!unheard) return;
        unheard = false;
        listener();
      }),
    close: () => disconnect(ears),
  };
}
