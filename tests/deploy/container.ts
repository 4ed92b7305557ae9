import { randomUUID } from 'node:crypto';
import { until } from '../support/poll.ts';
import { freePort } from '../support/process.ts';
import type { Said } from './command.ts';
import type { BuiltImage } from './image.ts';

/** As the compose file runs it (compose.test.ts compares). */
export const HARDENED = [
  '--read-only',
  '--tmpfs',
  '/tmp',
  '--cap-drop',
  'ALL',
  '--security-opt',
  'no-new-privileges',
] as const;

/** The settings that production wants. */
export const WITH_SECRET = ['-e', 'JWT_SECRET=of-a-test-and-nothing-else-0123456789'] as const;

/** The engine does not ask for health by itself: the tests do. Podman wants systemd for it, and complains where there is none. */
const UNASKED = '--no-healthcheck';

export interface Container {
  url: string;
  /** Runs a command in it. */
  exec(...words: string[]): Promise<Said>;
  signal(name: 'KILL' | 'STOP' | 'CONT'): Promise<void>;
  /** Starts it again after its end, and waits until it serves. */
  start(): Promise<void>;
  /** As an engine stops it: the image's stop signal, force after 15 s. */
  stop(): Promise<{ code: number; tookMs: number }>;
  remove(): Promise<void>;
}

export interface ContainerOptions {
  /** Absent: one of its own that nobody knows. */
  volume?: string;
  settings?: Record<string, string>;
  /** In the machine's own network, where it reaches what listens on the loopback. */
  onHost?: boolean;
}

/** A server of this image, hardened as by the compose file. @throws with its log if it does not come up */
export async function startContainer(
  { engine, name: image }: BuiltImage,
  { volume, settings = {}, onHost = false }: ContainerOptions,
): Promise<Container> {
  const name = `watchparty-test-${randomUUID().slice(0, 8)}`;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const place = onHost
    ? ['--network', 'host', '-e', `PORT=${port}`, '-e', 'HOST=127.0.0.1']
    : ['-p', `127.0.0.1:${port}:3000`];
  const own = Object.entries({ API_LIMIT_PER_15_MIN: '100000', ...settings }).flatMap(([key, text]) => [
    '-e',
    `${key}=${text}`,
  ]);
  const flags = [...HARDENED, ...place, ...WITH_SECRET, ...own, ...(volume ? ['-v', `${volume}:/data`] : [])];
  await engine.output(['run', '-d', '--name', name, UNASKED, ...engine.limits, ...flags, image]);
  const state = (field: string) => engine.output(['inspect', '--format', `{{.State.${field}}}`, name]);
  const serves = async () => {
    await until(async () => (await fetch(`${url}/readyz`)).ok, `${name} serves`, 60_000).catch(async (error) => {
      const { stdout, stderr } = await engine.call(['logs', name]);
      await engine.call(['rm', '-f', name]);
      throw new Error(`${String(error)}\n${stdout}${stderr}`);
    });
  };
  await serves();
  return {
    url,
    exec: (...words) => engine.call(['exec', name, ...words]),
    signal: async (signal) => void (await engine.output(['kill', '--signal', signal, name])),
    async start() {
      await until(async () => (await state('Running')) === 'false', `${name} has ended`);
      await engine.output(['start', name]);
      await serves();
    },
    async stop() {
      const begun = performance.now();
      await engine.output(['stop', '-t', '15', name]);
      return { code: Number(await state('ExitCode')), tookMs: performance.now() - begun };
    },
    remove: async () => void (await engine.call(['rm', '-f', '-v', name])),
  };
}

/** A container that ends by itself, on that volume: what it said. @param words in place of the image's command; none: the server */
export const runOnce = ({ engine, name }: BuiltImage, words: readonly string[], flags: readonly string[] = []) =>
  engine.call(['run', '--rm', UNASKED, ...engine.limits, ...flags, name, ...words]);
