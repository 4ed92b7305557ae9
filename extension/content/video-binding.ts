import type { Intent } from './controller/types.ts';
import type { InputWatch } from './input-watch.ts';
import { judge } from './intent.ts';
import { type Facts, freshIntents, type Happening } from './intent-facts.ts';
import type { Player, SiteAdapter } from './sites/adapter.ts';
import { explain, type PlayerEvent, type TokenLedger } from './write-tokens.ts';

/** Hop 1 of a command: DOM events of the player -> what a person wanted. */
export interface VideoBinding {
  /** A person's act is being gathered: the player must not be corrected until it is told. */
  pending(): boolean;
  /** Tell what is pending before the player is moved for the party. */
  flush(): void;
}

export interface BindingSetup {
  adapter: SiteAdapter;
  player: Player;
  ledger: TokenLedger;
  input: InputWatch;
  /** Since when the source is there, ms. */
  since: number;
  /** Content seconds now, and whether the site's clock is to be trusted. */
  position: () => { content: number; sure: boolean };
  onIntent: (intent: Intent, reason: string) => void;
  signal: AbortSignal;
}

/** Listen to one player until `signal` aborts. */
export function bindVideo(setup: BindingSetup): VideoBinding {
  const { adapter, player, ledger, input, signal } = setup;
  const { video } = player;
  const now = () => performance.now();
  let state = freshIntents(setup.since, adapter.phase(player));
  let timer: ReturnType<typeof setTimeout> | undefined;

  const facts = (): Facts => {
    const { content, sure } = setup.position();
    return {
      now: now(),
      position: content,
      sure,
      paused: video.paused,
      seeking: video.seeking,
      ended: video.ended,
      readyState: video.readyState,
      phase: adapter.phase(player),
      inputAt: input.lastAt(video.controls),
      held: input.held(),
      prompted: adapter.prompts().has('still-watching'),
    };
  };

  const happen = (happening: Happening) => {
    const seen = facts();
    const verdict = judge(state, happening, seen);
    state = verdict.state;
    clearTimeout(timer);
    if (verdict.settleAt !== null)
      timer = setTimeout(() => happen({ kind: 'quiet' }), Math.max(0, verdict.settleAt - seen.now));
    for (const intent of verdict.intents) setup.onIntent(intent, verdict.reason);
  };

  const explained = (event: PlayerEvent): boolean => {
    const result = explain(ledger.book, event);
    ledger.book = result.book;
    return result.explained;
  };
  const target = () => {
    const { content, sure } = setup.position();
    return sure ? content : null;
  };
  const on = (type: string, listener: () => void) => video.addEventListener(type, listener, { signal });

  on('emptied', () => {
    // Where each jump starts a new source (Disney+), that is the jump: `seeking` may not come at all.
    if (adapter.media.newSourceIsNewMedia) happen({ kind: 'source' });
    else happen({ kind: 'seeking', explained: explained({ kind: 'seeking', position: null }) });
  });
  on('play', () => happen({ kind: 'play', explained: explained({ kind: 'play' }) }));
  on('pause', () => happen({ kind: 'pause', explained: explained({ kind: 'pause' }) }));
  on('seeking', () => happen({ kind: 'seeking', explained: explained({ kind: 'seeking', position: target() }) }));
  on('seeked', () => happen({ kind: 'seeked', explained: explained({ kind: 'seeked', position: target() }) }));
  on('ratechange', () => {
    const rate = video.playbackRate;
    happen({ kind: 'rate', rate, explained: explained({ kind: 'rate', rate }) });
  });
  signal.addEventListener('abort', () => clearTimeout(timer));

  return {
    pending: () => state.burst !== null,
    flush: () => {
      if (state.burst) happen({ kind: 'flush' });
    },
  };
}
