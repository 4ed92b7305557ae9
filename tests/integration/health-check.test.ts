import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { freePort } from '../support/process.ts';

/** The image's own command and patience; tests/deploy runs it in the image. */
const [, timeoutS = '', json = ''] =
  /^HEALTHCHECK .*--timeout=(\d+)s.*\\\n\s+CMD (\[.*\])$/m.exec(readFileSync('deploy/Dockerfile', 'utf8')) ?? [];
const [, ...args] = JSON.parse(json) as string[];

const check = (env: Record<string, string>) =>
  new Promise<{ code: number | null; said: string; tookMs: number }>((resolve) => {
    const begun = performance.now();
    const child = spawn(process.execPath, args, { env });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    child.once('close', (code) => resolve({ code, said, tookMs: performance.now() - begun }));
  });

/** What the check says of a server that answers so, at this address. */
async function ofServer(answer: RequestListener, host = '127.0.0.1', env: Record<string, string> = {}) {
  const server = createServer(answer).listen(0, host);
  await new Promise((resolve) => server.once('listening', resolve));
  const result = await check({ PORT: String((server.address() as AddressInfo).port), ...env });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return result;
}

const ok: RequestListener = (request, response) => {
  response.statusCode = request.url === '/healthz' ? 200 : 404;
  response.end();
};

it('says 0, and nothing else, of a server that is well, where it listens', async () => {
  expect(await ofServer(ok)).toMatchObject({ code: 0, said: '' });
  expect(await ofServer(ok, '127.0.0.9', { HOST: '127.0.0.9' })).toMatchObject({ code: 0 });
  expect(await ofServer(ok, '::', { HOST: '::' })).toMatchObject({ code: 0 });
  expect(await ofServer(ok, '127.0.0.1', { HOST: '' })).toMatchObject({ code: 0 });
});

it('says 1 of one that is not, or is not there', async () => {
  const unwell: RequestListener = (_, response) => void response.writeHead(503).end();
  expect(await ofServer(unwell)).toMatchObject({ code: 1, said: '' });
  expect(await check({ PORT: String(await freePort()) })).toMatchObject({ code: 1, said: '' });
});

it('says 1 of one that hangs, before the engine ends the check', async () => {
  const { code, said, tookMs } = await ofServer(() => undefined);
  expect({ code, said }).toEqual({ code: 1, said: '' });
  expect(tookMs).toBeLessThan(Number(timeoutS) * 1000);
});
