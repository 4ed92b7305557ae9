import { readPicture } from '../../shared/party/picture.ts';
import { PICTURE_PATH } from '../../shared/protocol/api.ts';
import { fail, ok, type Result } from '../../shared/protocol/errors.ts';
import { PICTURE_MAX_BYTES } from '../../shared/protocol/limits.ts';
import type { ReadPicture } from '../ui/paint-picture.ts';
import { REST_TIMEOUT_MS } from './rest-client.ts';

/** Some 5 kB each; the oldest go, and the browser's own cache has them still. */
const KEPT = 100;
/** What will not be there later either. */
const FOR_GOOD = new Set(['not-found', 'bad-picture']);

/**
 * Reads members' pictures from the server that is in use, and from nowhere else: what members send are ids, never
 * addresses. Who asks at once shares one request.
 */
export function pictureReader(serverUrl: () => string, ask: typeof fetch = (...what) => fetch(...what)): ReadPicture {
  const kept = new Map<string, Promise<Result<string>>>();
  return (picture) => {
    const url = serverUrl() + PICTURE_PATH.replace(':id', encodeURIComponent(picture));
    const known = kept.get(url);
    if (known) return known;
    const read = readFrom(url, ask);
    kept.set(url, read);
    for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
    void read.then((answer) => {
      if (!answer.ok && !FOR_GOOD.has(answer.error.code)) kept.delete(url);
    });
    return read;
  };
}

/** No token: the id is enough, and nothing says who looks. */
async function readFrom(url: string, ask: typeof fetch): Promise<Result<string>> {
  const signal = AbortSignal.timeout(REST_TIMEOUT_MS);
  try {
    const response = await ask(url, { credentials: 'omit', redirect: 'error', signal });
    if (!response.ok) return fail(response.status === 404 ? 'not-found' : 'unavailable');
    // A server is not trusted further than members are: what is kept here, and what a page's process decodes, is small.
    const bytes = await readSmall(response);
    if (!bytes || !readPicture(bytes).ok) return fail('bad-picture');
    return ok(btoa(String.fromCharCode(...bytes)));
  } catch {
    // as in rest-client.ts: an exception does not say which
    return fail(signal.aborted ? 'timeout' : 'offline');
  }
}

/** Null for more than a picture may have, of which no more is read than shows that. */
async function readSmall({ headers, body }: Response): Promise<Uint8Array | null> {
  const all = new Uint8Array(PICTURE_MAX_BYTES);
  let length = 0;
  if (Number(headers.get('content-length')) > PICTURE_MAX_BYTES) return stop(body);
  const reader = body?.getReader();
  for (;;) {
    const part = await reader?.read();
    if (!part?.value) return all.subarray(0, length);
    if (length + part.value.length > PICTURE_MAX_BYTES) return stop(reader);
    all.set(part.value, length);
    length += part.value.length;
  }
}

/** The connection is let go of; whether that worked changes nothing. */
function stop(what: { cancel(): Promise<void> } | null | undefined): null {
  what?.cancel().catch(() => undefined);
  return null;
}
