import type { Outcome, Write } from './controller/types.ts';
import type { Player, SiteAdapter } from './sites/adapter.ts';
import { type Effected, seekSettled, startSettled } from './write-effect.ts';
import { issue, isUnheard, type TokenLedger, withdraw } from './write-tokens.ts';

/** S19: the only module that moves the player, through the site's adapter. */
export interface PlayerWriter {
  /** Never rejects. `tookMs`: until the effect showed on the player's own clock. */
  apply(write: Write): Promise<{ outcome: Outcome; tookMs: number }>;
  /** Give the page back the rate and pitch that it had (S20). */
  release(): void;
}

export interface WriterSetup {
  adapter: SiteAdapter;
  player: Player;
  ledger: TokenLedger;
  /** S21, S25: may the player be touched now? Asked before each write, also of those that waited. */
  mayWrite: () => boolean;
  /** Aborted: waiting writes are cancelled. */
  signal: AbortSignal;
  now?: () => number;
}

type Lane = 'transport' | 'seek';

/** Make the writer of one player. Writes of one lane overtake each other: the newest wins, the older is `cancelled`. */
export function createPlayerWriter(setup: WriterSetup): PlayerWriter {
  const { adapter, player, ledger, mayWrite, signal } = setup;
  const now = setup.now ?? (() => performance.now());
  const { video } = player;
  const found = {
    rate: video.playbackRate,
    defaultRate: video.defaultPlaybackRate,
    preservesPitch: video.preservesPitch,
  };
  let touchedRate = false;
  const lanes: Record<Lane, AbortController> = { transport: new AbortController(), seek: new AbortController() };
  let seekRunning: Promise<unknown> = Promise.resolve();
  let seekAskedAt = -Infinity;
  let seekDoneAt = -Infinity;

  const overtake = (lane: Lane): AbortSignal => {
    lanes[lane].abort();
    lanes[lane] = new AbortController();
    return AbortSignal.any([lanes[lane].signal, signal]);
  };
  const note = (kind: Write['kind'], value?: number): number => {
    const issued = issue(ledger.book, kind, value);
    ledger.book = issued.book;
    return issued.id;
  };
  const drop = (token: number | null) => {
    if (token !== null) ledger.book = withdraw(ledger.book, token);
  };
  const sleep = (ms: number, lane: AbortSignal) =>
    new Promise<void>((resolve) => {
      if (ms <= 0 || lane.aborted) return resolve();
      const timer = setTimeout(resolve, ms);
      const stop = () => {
        clearTimeout(timer);
        resolve();
      };
      lane.addEventListener('abort', stop);
    });

  async function play(lane: AbortSignal): Promise<Outcome> {
    await sleep(seekDoneAt + adapter.pace.settleAfterSeekMs - now(), lane);
    if (lane.aborted) return 'cancelled';
    if (!mayWrite()) return 'ignored';
    if (!video.paused) return 'done';
    const token = note('play');
    const effect = startSettled(video, lane, now);
    const asked = await adapter.control.play(player);
    // A play that a pause of ours overtook has had its event; any other failure has none to come.
    if (asked !== 'done' && !(asked === 'cancelled' && lane.aborted)) drop(token);
    if (asked !== 'done') return lane.aborted ? 'cancelled' : asked;
    return settled(await effect, token);
  }

  async function pause(lane: AbortSignal): Promise<Outcome> {
    await sleep(seekDoneAt + adapter.pace.settleAfterSeekMs - now(), lane);
    if (lane.aborted) return 'cancelled';
    if (!mayWrite()) return 'ignored';
    if (video.paused) return 'done';
    const token = note('pause');
    const asked = adapter.control.pause(player);
    if (asked !== 'done') drop(token);
    return asked;
  }

  /** One at a time: a second seek into a running one freezes some players. The newest of the waiting goes next. */
  async function seek(position: number, lane: AbortSignal): Promise<Outcome> {
    if (adapter.capabilities(player).seek === 'none') return 'unsupported';
    await seekRunning;
    await sleep(seekAskedAt + adapter.pace.seekSpacingMs - now(), lane);
    if (lane.aborted) return 'cancelled';
    if (!mayWrite()) return 'ignored';
    if (adapter.capabilities(player).seek === 'limited' && !buffered(position)) return 'unsupported';
    const token = note('seek', position);
    seekAskedAt = now();
    const effect = seekSettled(video, signal, now);
    const asked = adapter.control.seek(player, position);
    if (asked !== 'done') {
      drop(token);
      return asked;
    }
    const run = effect.then((end) => {
      seekDoneAt = now();
      return settled(end, token);
    });
    seekRunning = run;
    return run;
  }

  const settled = (end: Effected, token: number): Outcome => {
    if (end === 'ignored' || end === 'failed') drop(token);
    return end;
  };

  const buffered = (content: number): boolean => {
    const offset = player.clock.offset ?? 0;
    for (let i = 0; i < video.buffered.length; i++)
      if (video.buffered.start(i) <= content + offset && content + offset < video.buffered.end(i)) return true;
    return false;
  };

  function rate(write: Extract<Write, { kind: 'rate' }>): Outcome {
    if (!adapter.capabilities(player).rate) return 'unsupported';
    // Not "ignored": the player did not refuse, it was not asked.
    if (!mayWrite()) return 'cancelled';
    // To write now would make the other's event show our rate: a hand's act would be lost.
    if (isUnheard(ledger.book, video.playbackRate)) return 'cancelled';
    touchedRate = true;
    const token = video.playbackRate === write.rate ? null : note('rate', write.rate);
    const asked = adapter.control.rate(player, write.rate, write.preservesPitch);
    if (asked !== 'done') drop(token);
    return asked;
  }

  async function run(write: Write): Promise<Outcome> {
    if (signal.aborted) return 'cancelled';
    switch (write.kind) {
      case 'play':
        return play(overtake('transport'));
      case 'pause':
        return pause(overtake('transport'));
      case 'seek':
        return seek(write.position, overtake('seek'));
      case 'rate':
        return rate(write);
    }
  }

  return {
    async apply(write) {
      const asked = now();
      const outcome = await run(write).catch((): Outcome => 'failed');
      return { outcome, tookMs: now() - asked };
    },
    release() {
      if (!touchedRate) return;
      touchedRate = false;
      if (video.playbackRate !== found.rate) note('rate', found.rate);
      video.preservesPitch = found.preservesPitch;
      video.defaultPlaybackRate = found.defaultRate;
      video.playbackRate = found.rate;
    },
  };
}
