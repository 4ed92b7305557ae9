import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { buildExtension } from './build.ts';
import { BUILT_SERVER, buildServer } from './build-server.ts';

/** `npm start`: the extension built, the server up, and what to do next. `--no-build` takes the extension as it is. */
const NEXT = `
Next:
  1. Load the extension:
       Chrome   chrome://extensions > Developer mode > Load unpacked > ${path.resolve('dist/chrome')}
       Firefox  about:debugging > This Firefox > Load Temporary Add-on > ${path.resolve('dist/firefox/manifest.json')}
  2. Open a film, press the WatchParty button, give a name and start a party.
  3. Send the link to a friend. To reach you they need this server's address: README, "Host it for friends".
`;

/** One that is killed again and again does not take the machine. */
const AGAIN_MS = 1_000;

if (!process.argv.includes('--no-build')) await buildExtension();
// It takes no time, and nobody runs the one of before a change.
await buildServer();
const settings = existsSync('.env') ? ['--env-file=.env'] : [];
let told = false;
let stopping = false;
let server: ChildProcess;

/** A server that was killed is started anew: by its watchdog because it hung, or by a machine short of memory. */
function serve(): void {
  server = spawn(process.execPath, [...settings, '--enable-source-maps', BUILT_SERVER], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  server.stdout?.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk);
    if (told || !chunk.includes('ready')) return;
    told = true;
    process.stdout.write(NEXT);
  });
  server.once('exit', (code, signal) => {
    if (signal !== 'SIGKILL' || stopping) process.exit(code ?? 1);
    process.stderr.write('The server was killed. It starts anew.\n');
    setTimeout(serve, AGAIN_MS);
  });
}

serve();
// A terminal sends Ctrl-C to both of us; a supervisor only to this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    stopping = true;
    if (!server.kill(signal)) process.exit(1);
  });
