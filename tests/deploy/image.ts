import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { output } from './command.ts';
import { Engine } from './engine.ts';
import { standIn } from './stand-in.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const MINUTES = 60_000;

/** An engine that runs containers here, and the image that ours is built on. */
export interface Ground {
  engine: Engine;
  /** What the Dockerfile names, or the stand-in. */
  base: string;
}

export interface BuiltImage extends Ground {
  name: string;
  /** Takes the image away again; what it was built on stays. */
  remove(): Promise<void>;
}

/** Finds or makes both, and says what it is. @throws if no engine is here, or no base can be had */
export async function findGround(): Promise<Ground> {
  const engine = await Engine.find();
  const dockerfile = await readFile(path.join(ROOT, 'deploy/Dockerfile'), 'utf8');
  const real = /^ARG BASE=(\S+)$/m.exec(dockerfile)?.[1];
  if (!real) throw new Error('deploy/Dockerfile names no base');
  const isHere =
    (await engine.has(real)) || (await engine.call(['pull', real], { timeoutMs: 10 * MINUTES })).code === 0;
  const base = isHere ? real : await standIn(engine);
  await engine.settle(base);
  const inside = (...words: string[]) => engine.output(['run', '--rm', ...engine.limits, base, ...words]);
  const system = /PRETTY_NAME="(.*)"/.exec(await inside('cat', '/etc/os-release'))?.[1];
  console.log(
    [
      `engine: ${await engine.described()}`,
      `base:   ${base}, ${isHere ? 'the real one' : `made here, for ${real} can't be had`}`,
      `        ${system}, Node ${await inside('node', '--version')}`,
    ].join('\n'),
  );
  return { engine, base };
}

/** Builds `deploy/Dockerfile` as an operator does. @throws as above, or with what was said if the build fails */
export async function buildImage(): Promise<BuiltImage> {
  const { engine, base } = await findGround();
  const name = 'localhost/watchparty-tested:latest';
  const begun = performance.now();
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'watchparty-build-'));
  try {
    const secrets = await npmSettings(scratch);
    const own =
      engine.name === 'podman' ? ['--format', 'docker', '--layers=false', '--network', 'host', ...engine.limits] : [];
    const file = ['-f', 'deploy/Dockerfile', '--build-arg', `BASE=${base}`, '-t', name];
    // Afresh, and for once: a layer of before would prove nothing, and one for later would stay behind.
    const args = ['build', '--no-cache', ...own, ...secrets, ...file, '.'];
    await engine.output(args, { cwd: ROOT, timeoutMs: 15 * MINUTES });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  console.log(`built in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  return { engine, name, base, remove: async () => void (await engine.call(['image', 'rm', name])) };
}

/** npm's registry and certificate on this machine, for the build alone: the Dockerfile's secrets. */
async function npmSettings(scratch: string): Promise<string[]> {
  const setting = async (name: string) => {
    const text = await output('npm', ['config', 'get', name], { cwd: scratch });
    return text === 'null' || text === 'undefined' ? '' : text;
  };
  const ca = (await setting('cafile')) || process.env.NODE_EXTRA_CA_CERTS;
  const npmrc = path.join(scratch, 'npmrc');
  const lines = [`registry=${await setting('registry')}`, ...(ca ? ['cafile=/run/secrets/ca'] : [])];
  await writeFile(npmrc, `${lines.join('\n')}\n`);
  return ['--secret', `id=npmrc,src=${npmrc}`, ...(ca ? ['--secret', `id=ca,src=${ca}`] : [])];
}
