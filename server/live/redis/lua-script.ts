import { createHash } from 'node:crypto';
import { answered, type Redis } from './redis-connection.ts';

export type LuaScript = (
  client: Redis,
  keys: readonly string[],
  args: readonly (string | number)[],
) => Promise<unknown>;

/**
 * A script that Redis knows by its hash. A Redis that has forgotten it (restarted, failed over) gets the source again.
 * @throws StoreUnavailable from the script's calls
 */
export function luaScript(source: string): LuaScript {
  const sha = createHash('sha1').update(source).digest('hex');
  return (client, keys, args) => {
    const options = { keys: [...keys], arguments: args.map(String) };
    return answered(
      client.evalSha(sha, options).catch((error: unknown) => {
        if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
        return client.eval(source, options);
      }),
    );
  };
}
