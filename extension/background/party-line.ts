import type { Socket } from 'socket.io-client';
import type { Status } from '../../shared/party/party.ts';
import type { Timeline } from '../../shared/playback/timeline.ts';
import { type ErrorCode, fail, type Result } from '../../shared/protocol/errors.ts';
import type {
  RequestName,
  RequestPayload,
  RequestValue,
  Snapshot,
  TimelineChange,
} from '../../shared/protocol/events.ts';
import type { ClockReading } from '../messaging/messages.ts';
import type { OutgoingCommand } from '../messaging/outgoing-command.ts';
import { beforeHole, chatGap } from './chat.ts';
import { startChatSender } from './chat-sender.ts';
import { type ClockLink, startClockLink } from './clock-link.ts';
import { deadline } from './command-outbox.ts';
import { createCommandSender } from './command-sender.ts';
import type { Frames } from './frames.ts';
import { createGate } from './gate.ts';
import { createNewsSince } from './news-since.ts';
import { applyChat, applySnapshot, asChange, type PartyState } from './party.ts';
import { partyEvents } from './party-events.ts';
import { type LinkState, openSocketLink } from './socket-link.ts';
import type { StateCell } from './state.ts';
import { createStatusReporter } from './status-reporter.ts';

export interface PartyLineOptions {
  cell: StateCell;
  frames: Frames;
  makeSocket: () => Socket;
  signOfLife: () => void;
  /** The answer to `join-party` was a final no. `first`: we never got in. */
  onRefused: (code: ErrorCode, first: boolean) => void;
  onClosed: (reason: 'kicked' | 'banned' | 'ended' | 'elsewhere') => void;
  onContent: (change: TimelineChange, moved: boolean) => void;
  onCode: (partyCode: string) => void;
  onDate: () => void;
  onJoined: () => void;
  signal: AbortSignal;
}

/** The way to the party while we hold a seat: joins on every connection, keeps the clock, sends what must not get lost. */
export interface PartyLine {
  /** @returns false if we did not get into the room within `ms` */
  joined(ms: number): Promise<boolean>;
  /** @param age ms since the hand did it */
  command(command: OutgoingCommand, age?: number): Promise<Result<{ timeline: Timeline }>>;
  ask<N extends RequestName>(name: N, payload: RequestPayload<N>): Promise<Result<RequestValue<N>>>;
  /** There is something new in the outbox. */
  sendChat(): void;
  report(status: Status, startLatencyMs: number): void;
  sync(): Promise<Result<{ timeline: Timeline }>>;
  clock(): ClockReading;
  retryNow(): void;
}

/** What a client can't mend by trying again. */
const FINAL: ReadonlySet<ErrorCode> = new Set([
  'party-not-found',
  'party-ended',
  'party-full',
  'party-locked',
  'not-a-member',
  'banned',
  'bad-request',
  'not-allowed',
]);
/** The room said "not now" over an open line. */
const REJOIN_AFTER_MS = 1_000;
/** How often the popup's figures for round trip and bound are brought up to date. */
const FIGURES_EVERY_MS = 2_000;
/** A status that got one of these has not been heard. */
const NOT_NOW: ReadonlySet<ErrorCode> = new Set(['timeout', 'unavailable', 'rate-limited', 'server-draining']);

export function openPartyLine(options: PartyLineOptions): PartyLine {
  const { cell, frames, signal } = options;
  const joined = createGate();
  const news = createNewsSince();
  const first = () => cell.now.party === null;
  let startLatency = 0;
  let syncing: Promise<Result<{ timeline: Timeline }>> | null = null;

  const takeSnapshot = (snapshot: Snapshot, brought: (party: PartyState) => PartyState) => {
    const applied = applySnapshot(cell.now.party, snapshot);
    const party = brought(applied.party);
    cell.update({ party });
    const { seat } = cell.now;
    if (seat && seat.partyCode !== party.partyCode) options.onCode(party.partyCode);
    if (applied.news) frames.tell('party:timeline', asChange(party));
    void fetchChat();
  };

  const fetchChat = async () => {
    for (let page = 0; page < 5 && !signal.aborted; page++) {
      const { party } = cell.now;
      const afterSeq = party && chatGap(party.chat, party.chatSeq);
      if (afterSeq === null) return;
      const answer = await link.request('fetch-chat', { afterSeq });
      if (!answer.ok || !cell.now.party || answer.value.messages.length === 0) return;
      const { messages, chatSeq } = answer.value;
      const held = { ...cell.now.party, chat: [...beforeHole(cell.now.party.chat, afterSeq, messages)] };
      cell.update({ party: applyChat(held, messages, chatSeq).party });
    }
  };

  const sync = () => {
    syncing ??= (async () => {
      const lastChatSeq = cell.now.party?.chat.at(-1)?.seq;
      const asked = link.request('request-sync', lastChatSeq === undefined ? {} : { lastChatSeq });
      const { answer, brought } = await news.over(asked);
      syncing = null;
      if (!answer.ok) return answer;
      takeSnapshot(answer.value, brought);
      return { ok: true as const, value: { timeline: cell.now.party?.timeline ?? answer.value.timeline } };
    })();
    return syncing;
  };

  /** S27: the first message on every line. */
  const join = async (): Promise<void> => {
    const { seat, party } = cell.now;
    if (!seat || signal.aborted || joined.isOpen) return;
    const lastChatSeq = party?.chat.at(-1)?.seq;
    const asked = link.request('join-party', {
      partyCode: seat.partyCode,
      ...(party ? { partyId: party.partyId, epoch: party.timeline.epoch, lastRev: party.timeline.rev } : {}),
      ...(lastChatSeq === undefined ? {} : { lastChatSeq }),
    });
    const { answer, brought } = await news.over(asked);
    if (signal.aborted || !link.open) return;
    if (answer.ok) {
      takeSnapshot(answer.value, brought);
      joined.open();
      clock.reconnected();
      showFigures();
      reporter.again();
      options.onJoined();
    } else if (FINAL.has(answer.error.code)) options.onRefused(answer.error.code, first());
    else setTimeout(() => void join(), answer.error.retryAfterMs ?? REJOIN_AFTER_MS);
  };

  const showFigures = () => {
    if (!joined.isOpen) return;
    const { offset, rttMs, boundMs } = clock.read();
    const figures =
      offset === null ? { rttMs: null, boundMs: null } : { rttMs: Math.round(rttMs), boundMs: Math.ceil(boundMs) };
    const { connection } = cell.now;
    const same =
      connection.state === 'online' && connection.rttMs === figures.rttMs && connection.boundMs === figures.boundMs;
    if (!same) cell.update({ connection: { state: 'online', ...figures } });
  };

  const onState = (state: LinkState) => {
    if (signal.aborted) return;
    if (state.state === 'open') return void join();
    joined.shut();
    if (state.state === 'connecting') cell.update({ connection: { state: 'connecting' } });
    if (state.state === 'waiting') cell.update({ connection: { state: 'offline', nextTryAt: state.nextTryAt } });
    if (state.state !== 'refused') return;
    cell.update({ connection: { state: 'refused', error: { code: state.code } } });
    options.onRefused(state.code, first());
  };

  const link = openSocketLink({
    makeSocket: options.makeSocket,
    // deferred: `link` and `clock` exist by the first event
    onState: (state) => queueMicrotask(() => onState(state)),
    on: partyEvents({ ...options, news, requestSync: () => void sync(), fetchChat: () => void fetchChat() }),
    onPing: options.signOfLife,
    signal,
  });
  const clock: ClockLink = startClockLink({
    ping: (timeoutMs) => link.request('clock-ping', {}, { timeoutMs, volatile: true }),
    isOpen: () => joined.isOpen,
    isPlaying: () => cell.now.party?.timeline.playing ?? false,
    onChanged: () => {
      frames.tell('clock:changed', null);
      showFigures();
    },
    onLineDead: () => link.renew(),
    signal,
  });
  const reporter = createStatusReporter(async (status) => {
    const { rttMs, jitterP95Ms, offset } = clock.read();
    const timing = offset === null ? {} : { timing: { rtt: rttMs, jitterP95: jitterP95Ms, startLatency } };
    // Who comes back to the room says it again anyway.
    if (!joined.isOpen) return true;
    const answer = await link.request('report-status', { ...status, ...timing });
    return answer.ok || !joined.isOpen || !NOT_NOW.has(answer.error.code);
  }, signal);
  const commands = createCommandSender({
    ask: ({ name, ...command }, since) =>
      askCommand(link.request, name, { ...command, ...deadline(since, clock.read()) }),
    joined,
    timeline: () => cell.now.party?.timeline ?? null,
    you: () => cell.now.party?.you ?? '',
    signal,
  });
  const sendChat = startChatSender({
    cell,
    ask: (message) => link.request('send-chat', message),
    joined,
    settled: commands.settled,
    signal,
  });
  const figures = setInterval(showFigures, FIGURES_EVERY_MS);
  signal.addEventListener('abort', () => {
    clearInterval(figures);
    joined.shut();
  });

  return {
    joined: (ms) => joined.wait(ms, signal),
    command: commands.send,
    ask: async (name, payload) => (joined.isOpen ? link.request(name, payload) : fail('offline')),
    sendChat,
    report(status, startLatencyMs) {
      startLatency = startLatencyMs;
      reporter.report(status);
    },
    sync,
    clock() {
      const { offset, boundMs, settled } = clock.read();
      return { backgroundNow: performance.now(), offset, boundMs, settled };
    },
    retryNow() {
      // Who pressed sees that something is done; refused again, it is said again.
      if (cell.now.connection.state === 'refused') cell.update({ connection: { state: 'connecting' } });
      link.retryNow();
    },
  };
}

type Ask = ReturnType<typeof openSocketLink>['request'];

/** `rate` belongs to `video-rate` alone; the others drop it at the server's border anyway. */
const askCommand = (
  ask: Ask,
  name: OutgoingCommand['name'],
  command: Omit<OutgoingCommand, 'name'> & { until?: number },
) => (name === 'video-rate' ? ask(name, { ...command, rate: command.rate ?? 1 }) : ask(name, command));
