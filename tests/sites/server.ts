import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import express, { type Express, type Response, Router } from 'express';
import { certificateFor } from './certificate.ts';
import { pageBundler } from './page-bundle.ts';
import { SITE_BY_HOST, type SiteName } from './registry.ts';
import type { Site } from './site.ts';

const MEDIA = path.resolve(import.meta.dirname, 'media');

/** Something a page of the real site would have punished, reported by a stand-in page. */
export interface ForbiddenReport {
  site: SiteName;
  /** Address of the page. */
  url: string;
  /** Such as `foreign-seek`; the README lists them. */
  operation: string;
  detail: string;
  /** Server's wall clock in ms. */
  at: number;
}

export interface Sites {
  port: number;
  hosts: readonly string[];
  /** `https://<host>`, as a browser with the mapping sees it; throws for a host that no site has. */
  origin(host: string): string;
  /** Value for Chromium's `--host-resolver-rules=`. */
  hostRules: string;
  /** Preferences that make Firefox go to this server for these hosts (certificates must be accepted besides). */
  firefoxPrefs: Readonly<Record<string, string | number | boolean>>;
  /** What the pages reported, oldest first; a test asserts that it is empty. */
  forbidden(): readonly ForbiddenReport[];
  clearForbidden(): void;
  close(): Promise<void>;
}

/**
 * Starts the stand-in sites over HTTPS on the loopback interface. `port` 0 takes any free one; `freshPages` rebuilds
 * the page scripts at every load.
 */
export async function startSites({ port = 0, freshPages = false } = {}): Promise<Sites> {
  const hosts = [...SITE_BY_HOST.keys()];
  const reports: ForbiddenReport[] = [];
  const server = createServer(certificateFor(hosts), makeApp(reports, pageBundler({ fresh: freshPages })));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.address() as AddressInfo).port;

  return {
    port: bound,
    hosts,
    origin(host) {
      if (!SITE_BY_HOST.has(host)) throw new Error(`no stand-in site has the host ${host}`);
      return `https://${host}`;
    },
    hostRules: hosts.map((host) => `MAP ${host} 127.0.0.1:${bound}`).join(','),
    firefoxPrefs: {
      'network.proxy.type': 0,
      'network.dns.localDomains': hosts.join(','),
      'network.socket.forcePort': `443=${bound}`,
      'network.stricttransportsecurity.preloadlist': false,
      'network.trr.mode': 5,
    },
    forbidden: () => [...reports],
    clearForbidden: () => void reports.splice(0),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Browsers keep media connections open; waiting for them would hang the test run.
        server.closeAllConnections();
      }),
  };
}

function makeApp(reports: ForbiddenReport[], bundle: (entry: string) => Promise<string>): Express {
  const startedAt = Date.now();
  const app = express();
  app.disable('x-powered-by');
  app.use('/__standin/media', express.static(MEDIA, { maxAge: '1h', index: false }));
  app.get('/favicon.ico', (_req, res) => void res.status(204).end());

  for (const [host, { name, site }] of SITE_BY_HOST) {
    const router = Router();
    router.get('/__standin/page.js', async (_req, res) => {
      res
        .type('text/javascript')
        .set('Cache-Control', 'no-store')
        .send(await bundle(site.page));
    });
    router.post('/__standin/forbidden', express.json(), (req, res) => {
      const { url, operation, detail } = req.body as Record<string, unknown>;
      reports.push({ site: name, url: `${url}`, operation: `${operation}`, detail: `${detail}`, at: Date.now() });
      res.status(204).end();
    });
    site.routes?.(router);
    router.get('/{*path}', ({ query }, res) => sendDocument(res, site, startedAt, 'kept' in query));
    app.use((req, res, next) => (req.hostname === host ? router(req, res, next) : next()));
  }
  return app;
}

/**
 * The empty document: as on the real sites, everything in it is made by script after load.
 * @param kept a browser may keep the page for the way back, which `no-store` forbids
 */
function sendDocument(res: Response, site: Site, startedAt: number, kept: boolean): void {
  res
    .set({ 'Cache-Control': kept ? 'no-cache' : 'no-store', ...site.headers })
    .type('html')
    .send(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${site.title}</title>
<meta name="standin-started-at" content="${startedAt}">
${site.markup?.head ?? ''}<script defer src="/__standin/page.js"></script>
</head>
<body>${site.markup?.body ?? ''}</body>
</html>
`);
}
