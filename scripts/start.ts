import { existsSync } from 'node:fs';
import path from 'node:path';
import { buildExtension } from './build.ts';

/** `npm start`: the extension built, the server up, and what to do next. */
if (!existsSync('dist/chrome/manifest.json') || !process.argv.includes('--no-build')) await buildExtension();
const { run } = await import('../server/main.ts');
const server = await run();
if (server) {
  console.log(`
Next:
  1. Load the extension:
       Chrome   chrome://extensions > Developer mode > Load unpacked > ${path.resolve('dist/chrome')}
       Firefox  about:debugging > This Firefox > Load Temporary Add-on > ${path.resolve('dist/firefox/manifest.json')}
  2. Open a film, press the WatchParty button, give a name and start a party.
  3. Send the link to a friend. To reach you they need this server's address: README, "Host it for friends".
`);
}
