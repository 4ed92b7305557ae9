import type { Request, Response, Router } from 'express';
import { API, type ApiName, type ApiValue } from '../../shared/protocol/api.ts';
import { fail, HTTP_STATUS, type Result, type WireError } from '../../shared/protocol/errors.ts';
import type { z } from '../../shared/protocol/zod.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { failureOf, refusalOf } from '../failures.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { UserRecord } from '../store/store.ts';

type Input<N extends ApiName> = (typeof API)[N]['body'] extends z.ZodType ? z.output<(typeof API)[N]['body']> : null;
type Caller<N extends ApiName> = (typeof API)[N]['auth'] extends 'user' ? UserRecord : null;

export interface Call<N extends ApiName> {
  input: Input<N>;
  user: Caller<N>;
  /** As the caller sent it. */
  token: string | null;
  /** `:code` of the path, as the caller wrote it. */
  code: string;
  /** Says for the log which party it is about, by the id that only this server knows. */
  about(partyId: string): void;
}

export type RouteHandler<N extends ApiName> = (call: Call<N>) => Promise<Result<ApiValue<N>>>;

/** Every row of the contract has a handler: a missing one does not compile. */
export type RouteHandlers = { [N in ApiName]: RouteHandler<N> };

/** Says in whole seconds when to ask again, where the error says so. */
export function retryAfter(response: Response, { retryAfterMs }: WireError): void {
  if (retryAfterMs !== undefined) response.setHeader('Retry-After', Math.ceil(retryAfterMs / 1000));
}

export const answer = (response: Response, result: Result<unknown>): void => {
  if (!result.ok) retryAfter(response, result.error);
  response.status(result.ok ? 200 : HTTP_STATUS[result.error.code]).json(result);
};

/** The party that the handler of a request said it is about. */
export const partyOf = (response: Response): string | null => (response.locals.partyId as string | undefined) ?? null;

export const aboutFor = (response: Response) => (partyId: string) => {
  response.locals.partyId = partyId;
};

export const bearerToken = (request: Request): string | null =>
  /^Bearer ([\w.~+/-]{1,4096}=*)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;

/** Binds a row of the contract to its handler: who asks, does the body fit, run, answer with a Result. */
export function route<N extends ApiName>(
  router: Router,
  name: N,
  handler: RouteHandler<N>,
  { accounts, log, metrics }: { accounts: Accounts; log: Log; metrics: Metrics },
): void {
  const row = API[name];
  const serve = async (request: Request, response: Response): Promise<Result<unknown>> => {
    const token = bearerToken(request);
    const user = row.auth === 'user' && token ? await accounts.authenticate(token) : null;
    if (row.auth === 'user' && !user) return fail('not-signed-in');
    const parsed = row.body ? row.body.safeParse(request.body) : { success: true as const, data: null };
    if (!parsed.success) return refusalOf(parsed.error.issues);
    const code = String(request.params.code ?? '');
    const about = aboutFor(response);
    return handler({ input: parsed.data, user, token, code, about } as unknown as Call<N>);
  };
  const method = row.method.toLowerCase() as Lowercase<(typeof row)['method']>;
  router[method](row.path, async (request, response) => {
    const result = await serve(request, response).catch((error: unknown) =>
      failureOf(error, name, log.child({ id: request.id, partyId: partyOf(response) })),
    );
    answer(response, result);
    metrics.call(name, result.ok ? 'ok' : result.error.code);
  });
}
