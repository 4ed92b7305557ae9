/** Runs the stand-in sites alone, for a look with one's own eyes: `npx tsx tests/sites/serve.ts [port]`. */
import { startSites } from './server.ts';

const sites = await startSites({ port: Number(process.argv[2] ?? 8443), freshPages: true });

console.log(`stand-in sites on https://127.0.0.1:${sites.port} (models of the sites, not the sites)

chromium --user-data-dir=/tmp/standin --no-first-run --ignore-certificate-errors \\
  --host-resolver-rules='${sites.hostRules}' \\
  'https://films.example/' 'https://www.netflix.com/browse?panel=1' 'https://www.youtube.com/?panel=1'

Reports of forbidden operations appear below.`);

let shown = 0;
const watch = setInterval(() => {
  for (const report of sites.forbidden().slice(shown)) console.log('forbidden', report);
  shown = sites.forbidden().length;
}, 500);

process.once('SIGINT', async () => {
  clearInterval(watch);
  await sites.close();
});
