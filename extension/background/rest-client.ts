import { API, type ApiInput, type ApiName, type ApiValue } from '../../shared/protocol/api.ts';
import { fail, ok, type Result } from '../../shared/protocol/errors.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { wireErrorSchema } from '../../shared/protocol/wire-error.ts';

/** A person waits for the answer; bcrypt takes 0.1 s, a sleeping host a few seconds. */
export const REST_TIMEOUT_MS = 8_000;

export interface RestTarget {
  serverUrl: string;
  token: string | null;
  fetch?: typeof fetch;
  timeoutMs?: number;
}

export type RestCall<N extends ApiName> = { name: N; code?: string } & (ApiInput<N> extends undefined
  ? { body?: undefined }
  : { body: ApiInput<N> });

/**
 * One call by the API table. Every expected failure is a code: `offline` if the server can't be reached, `timeout` if it
 * does not answer, `internal` if what it says does not fit the contract.
 */
export async function rest<N extends ApiName>(target: RestTarget, call: RestCall<N>): Promise<Result<ApiValue<N>>> {
  const row = API[call.name];
  const path = row.path.replace(':code', encodeURIComponent(call.code ?? ''));
  const signal = AbortSignal.timeout(target.timeoutMs ?? REST_TIMEOUT_MS);
  let response: Response;
  try {
    response = await (target.fetch ?? fetch)(`${target.serverUrl}${path}`, {
      method: row.method,
      headers: headersFor(target.token, call.body !== undefined),
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      signal,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
    });
  } catch {
    // fetch gives no reason: refused, no name, no network, CORS and time-out all arrive as an exception
    return fail(signal.aborted ? 'timeout' : 'offline');
  }
  return readAnswer(response, row.value) as Promise<Result<ApiValue<N>>>;
}

/** Does a WatchParty server answer there? For those who are not signed in: it names nobody and counts against no limit. */
export async function reach({
  serverUrl,
  fetch: ask = fetch,
  timeoutMs = REST_TIMEOUT_MS,
}: RestTarget): Promise<Result<null>> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await ask(`${serverUrl}/healthz`, { signal, credentials: 'omit', cache: 'no-store' });
    // Some sites answer anything with a page of theirs.
    const { name } = (await response.json().catch(() => ({}))) as { name?: unknown };
    return response.ok && name === 'watchparty' ? ok(null) : fail('unavailable');
  } catch {
    return fail(signal.aborted ? 'timeout' : 'offline');
  }
}

const headersFor = (token: string | null, hasBody: boolean): Record<string, string> => ({
  'x-protocol-version': String(PROTOCOL_VERSION),
  ...(hasBody ? { 'content-type': 'application/json' } : {}),
  ...(token ? { authorization: `Bearer ${token}` } : {}),
});

interface Parser {
  safeParse(value: unknown): { success: true; data: unknown } | { success: false };
}

/** The answer's envelope is a `Result`; a proxy in between may answer something else with a status that tells enough. */
async function readAnswer(response: Response, schema: Parser): Promise<Result<unknown>> {
  const body: unknown = await response.json().catch(() => null);
  const envelope = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  if (response.ok) {
    const parsed = schema.safeParse(envelope.value ?? null);
    return parsed.success ? ok(parsed.data) : fail('internal');
  }
  const error = wireErrorSchema.safeParse(envelope.error);
  if (error.success) return { ok: false, error: error.data };
  if (response.status === 429) return fail('rate-limited');
  return fail(response.status >= 500 ? 'unavailable' : response.status === 404 ? 'not-found' : 'internal');
}
