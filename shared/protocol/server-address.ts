import { fail, ok, type Result } from './errors.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|.+\.localhost)$/;

/**
 * Reads a server address that a person typed (B5): `https` unless the server is this computer. A path is cut, a missing
 * scheme completed.
 * @returns its origin, or `bad-request` for what is no address or would speak in clear over a network
 */
export function parseServerUrl(typed: string): Result<string> {
  const text = typed.trim();
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0].toLowerCase();
  const url = asUrl(scheme ? text : `https://${text}`);
  if (!url?.hostname || url.username || url.password) return badAddress;
  const loopback = LOOPBACK.test(url.hostname);
  const plain = { 'http://': true, 'ws://': true, 'https://': false, 'wss://': false }[scheme ?? 'https://'];
  if (plain === undefined || (plain && !loopback)) return badAddress;
  const http = plain || (scheme === undefined && loopback);
  return ok(`${http ? 'http' : 'https'}://${url.host}`);
}

const badAddress = fail('bad-request', { fields: ['url'] });

const asUrl = (text: string): URL | null => (URL.canParse(text) ? new URL(text.replace(/^ws/i, 'http')) : null);
