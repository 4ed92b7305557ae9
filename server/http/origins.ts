/** The extension's own pages in Chrome and Firefox; their ids differ by installation. */
const EXTENSION = /^(?:chrome|moz)-extension:\/\/[a-z0-9-]{8,64}$/i;

/**
 * Which web origins may talk to the server: the extension, the server's own pages, and what the operator names. No cookie
 * is ever involved; this keeps other sites from even asking.
 * @returns true also without an Origin header: that is no browser
 */
export function originRule(allowed: () => readonly string[]): (origin: string | undefined) => boolean {
  // `null` is what a browser sends that hides an extension's id from servers; the token decides anyway.
  return (origin) => origin === undefined || origin === 'null' || EXTENSION.test(origin) || allowed().includes(origin);
}
