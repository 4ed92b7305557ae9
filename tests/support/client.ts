import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { Snapshot } from '../../shared/party/party.ts';
import { API, type ApiInput, type ApiName, type ApiValue, type PartySummary } from '../../shared/protocol/api.ts';
import type { Result } from '../../shared/protocol/errors.ts';
import type {
  ClientEvents,
  CommandName,
  ConnectRefusal,
  RequestName,
  RequestPayload,
  RequestValue,
  ServerEvents,
  TimelineChange,
} from '../../shared/protocol/events.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { until } from './poll.ts';

export type EventName = keyof ServerEvents;
export type Body<N extends EventName> = Parameters<ServerEvents[N]>[0];

/** Longer than a client waits: a test machine is shared, and a lost acknowledgement fails the test all the same. */
const TEST_ACK_MS = 20_000;

/** Unwraps a Result. @throws with the code when it failed */
export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** The code of a failed Result, or 'ok'. */
export const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);

/** A call of the REST contract. `code` fills `:code` of the path. */
export async function callApi<N extends ApiName>(
  url: string,
  name: N,
  call: { input?: ApiInput<N>; code?: string; token?: string | undefined; headers?: Record<string, string> } = {},
): Promise<Result<ApiValue<N>> & { status: number }> {
  const row = API[name];
  const path = row.path.replace(':code', encodeURIComponent(call.code ?? ''));
  const response = await fetch(url + path, {
    method: row.method,
    headers: {
      ...(call.token ? { authorization: `Bearer ${call.token}` } : {}),
      ...(row.body ? { 'content-type': 'application/json' } : {}),
      ...call.headers,
    },
    ...(row.body ? { body: JSON.stringify(call.input ?? {}) } : {}),
  });
  return { ...((await response.json()) as Result<ApiValue<N>>), status: response.status };
}

/** A socket of the contract that remembers everything it heard. */
export class TestSocket {
  readonly heard: { event: EventName; body: unknown }[] = [];
  readonly raw: Socket<ServerEvents, ClientEvents>;

  constructor(url: string, auth: Record<string, unknown>, extraHeaders: Record<string, string> = {}) {
    this.raw = io(url, { transports: ['websocket'], auth, extraHeaders, reconnection: false, forceNew: true });
    this.raw.onAny((event: EventName, body: unknown) => this.heard.push({ event, body }));
  }

  connected(): Promise<this> {
    return new Promise((resolve, reject) => {
      if (this.raw.connected) resolve(this);
      this.raw.once('connect', () => resolve(this));
      this.raw.once('connect_error', (error) => reject(error));
    });
  }

  /** Why the server refuses this socket. */
  refused(): Promise<ConnectRefusal> {
    return new Promise((resolve, reject) => {
      this.raw.once('connect', () => reject(new Error('it was let in')));
      this.raw.once('connect_error', (error) => resolve((error as unknown as { data: ConnectRefusal }).data));
    });
  }

  request<N extends RequestName>(name: N, payload: RequestPayload<N>): Promise<Result<RequestValue<N>>> {
    return this.rubbish(name, payload) as Promise<Result<RequestValue<N>>>;
  }

  /** Sends anything under any name. @throws if no acknowledgement comes */
  rubbish(name: string, ...args: unknown[]): Promise<Result<unknown>> {
    return (
      this.raw.timeout(TEST_ACK_MS) as unknown as { emitWithAck(...all: unknown[]): Promise<Result<unknown>> }
    ).emitWithAck(name, ...args);
  }

  all<N extends EventName>(event: N): Body<N>[] {
    return this.heard.filter((one) => one.event === event).map((one) => one.body as Body<N>);
  }

  /** Waits until an event that fits has been heard, from the beginning of this socket. */
  hears<N extends EventName>(event: N, fits: (body: Body<N>) => boolean = () => true): Promise<Body<N>> {
    return until(() => this.all(event).find(fits), `the event ${event}`);
  }

  close(): void {
    this.raw.close();
  }
}

/** Somebody with a token, and at most one socket. */
export class TestUser {
  socket!: TestSocket;
  snapshot!: Snapshot;

  constructor(
    readonly url: string,
    readonly token: string,
    readonly id: string,
    readonly name: string,
  ) {}

  static async guest(url: string, name = 'Guest'): Promise<TestUser> {
    const { token, account } = value(await callApi(url, 'guest', { input: { name } }));
    return new TestUser(url, token, account.id, account.username);
  }

  static async account(url: string, username = `user ${randomUUID().slice(0, 8)}`): Promise<TestUser> {
    const input = { username, email: `${randomUUID()}@example.org`, password: 'correct horse' };
    const { token, account } = value(await callApi(url, 'register', { input }));
    return new TestUser(url, token, account.id, account.username);
  }

  /** The same person, signed in as before, at another node. */
  at(node: { url: string }): TestUser {
    return new TestUser(node.url, this.token, this.id, this.name);
  }

  api<N extends ApiName>(name: N, call: { input?: ApiInput<N>; code?: string } = {}) {
    return callApi(this.url, name, { ...call, token: this.token });
  }

  async create(input: Partial<ApiInput<'createParty'>> = {}): Promise<PartySummary> {
    const content = { siteId: 'youtube', mediaKey: 'abcdefghijk', title: 'Big Buck Bunny', duration: 600 };
    return value(await this.api('createParty', { input: { name: 'Film night', content, ...input } })).party;
  }

  async connect(): Promise<TestSocket> {
    this.socket = new TestSocket(this.url, { token: this.token, protocolVersion: PROTOCOL_VERSION });
    return this.socket.connected();
  }

  /** Connects if need be and joins. @throws if refused */
  async join(partyCode: string): Promise<Snapshot> {
    if (!this.socket?.raw.connected) await this.connect();
    this.snapshot = value(await this.socket.request('join-party', { partyCode }));
    return this.snapshot;
  }

  /** A playback command with what it must carry filled in from the newest timeline this user has heard of. */
  command(
    name: Exclude<CommandName, 'change-content'>,
    currentTime: number,
    more: {
      commandId?: string;
      rate?: number;
      epoch?: number;
      baseRev?: number;
      mediaKey?: string;
      until?: number;
    } = {},
  ): Promise<Result<{ timeline: TimelineChange['timeline'] }>> {
    const { epoch, rev, mediaKey } = this.timeline();
    const payload = { commandId: randomUUID(), epoch, baseRev: rev, mediaKey, currentTime, rate: 1, ...more };
    return this.socket.request(name, payload as RequestPayload<'video-rate'>) as never;
  }

  timeline(): TimelineChange['timeline'] {
    const heard = this.socket.heard.filter((one) => typeof one.body === 'object' && one.body && 'timeline' in one.body);
    const newest = heard.at(-1)?.body as TimelineChange | undefined;
    if (!newest || newest.timeline.rev < this.snapshot.timeline.rev) return this.snapshot.timeline;
    return newest.timeline;
  }

  status(
    state: Snapshot['members'][number]['status']['state'],
    ready: boolean,
    timing?: RequestPayload<'report-status'>['timing'],
  ) {
    const payload = { state: state as 'in-step', ready, skewMs: 0, clockBoundMs: 1, ...(timing ? { timing } : {}) };
    return this.socket.request('report-status', payload);
  }
}

/** A host and friends in one party, all connected. */
export async function partyOf(
  url: string,
  friends: number,
): Promise<{ code: string; host: TestUser; friends: TestUser[] }> {
  const host = await TestUser.guest(url, 'Host');
  const { partyCode } = await host.create();
  await host.join(partyCode);
  const joined: TestUser[] = [];
  for (let i = 0; i < friends; i++) {
    const friend = await TestUser.guest(url, `Friend ${i + 1}`);
    await friend.join(partyCode);
    joined.push(friend);
  }
  return { code: partyCode, host, friends: joined };
}

/** A host at one node and a friend at another, in one party, both connected. */
export async function partyAcross(
  hostNode: { url: string },
  friendNode: { url: string },
): Promise<{ partyCode: string; host: TestUser; friend: TestUser }> {
  const host = await TestUser.guest(hostNode.url, 'Host');
  const { partyCode } = await host.create();
  await host.join(partyCode);
  const friend = await TestUser.guest(friendNode.url, 'Friend');
  await friend.join(partyCode);
  return { partyCode, host, friend };
}
