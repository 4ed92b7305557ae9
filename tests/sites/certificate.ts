import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

const CACHE = path.resolve(import.meta.dirname, '../../.cache/sites-certificate');
const VALID_DAYS = 30;
/** Made anew well before it runs out. */
const REFRESH_MS = (VALID_DAYS - 5) * 24 * 3600 * 1000;

/**
 * A self-signed certificate that names all `hosts`, made by the openssl command and kept in the repository's `.cache`.
 * Throws when openssl is missing.
 */
export function certificateFor(hosts: readonly string[]): { key: Buffer; cert: Buffer } {
  const period = Math.floor(Date.now() / REFRESH_MS);
  const name = createHash('sha256')
    .update(`${period} ${hosts.join(' ')}`)
    .digest('hex')
    .slice(0, 16);
  const dir = path.join(CACHE, name);
  if (!existsSync(dir)) make(dir, hosts);
  return { key: readFileSync(path.join(dir, 'key.pem')), cert: readFileSync(path.join(dir, 'cert.pem')) };
}

function make(dir: string, hosts: readonly string[]): void {
  mkdirSync(CACHE, { recursive: true });
  const draft = mkdtempSync(path.join(CACHE, 'draft-'));
  const names = [...hosts.map((host) => `DNS:${host}`), 'DNS:localhost', 'IP:127.0.0.1'].join(',');
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...['-days', String(VALID_DAYS), '-keyout', path.join(draft, 'key.pem'), '-out', path.join(draft, 'cert.pem')],
      ...['-subj', '/CN=WatchParty stand-in sites', '-addext', `subjectAltName=${names}`],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  try {
    renameSync(draft, dir);
  } catch (error) {
    // Two test workers may start at once: the first one's certificate stands.
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(dir)) throw error;
  }
}
