import type { FrameCode } from './frame-code.ts';
import type { JournalEntry } from './journal.ts';
import type { OptionValue } from './options.ts';

/** The stand-in's own knowledge of what plays, which a test compares with what the extension believes. */
export interface StandinState {
  contentId: string;
  /** Where the story stands, in seconds; in an ad, where it will go on. */
  contentSeconds: number;
  durationSeconds: number;
  /** The element's clock, in seconds. */
  mediaSeconds: number;
  paused: boolean;
  rate: number;
  /** `none`: no player on the page (yet). */
  phase: 'content' | 'ad' | 'error' | 'none';
  live: boolean;
}

/** Acts exactly as the page's visible controls do: stands for the user's hand. */
export interface UserHand {
  play(): void;
  pause(): void;
  /** Content seconds. */
  seek(seconds: number): void;
  rate(rate: number): void;
}

/** What a page can be told to do; a page throws for what it does not have. */
export interface StandinActions {
  /** Starts an ad now; the kinds are the page's own (see the README). */
  forceAd(kind?: string): void;
  endAd(): void;
  /** Shows the site's error screen. */
  error(code?: string): void;
  /** Shows one of the site's prompts; the names are the page's own (see the README). */
  prompt(name: string): void;
  /** Goes on to the next video, as the site does. */
  nextEpisode(): void;
  /** Starves the player for `ms` milliseconds, beginning within a second. */
  stall(ms: number): void;
  /** Sets the playback rate to 1, as sites do on their own. */
  resetRate(): void;
}

/** `window.__standin`, in the page's world. */
export interface StandinApi extends StandinActions {
  readonly site: string;
  readonly user: UserHand;
  /** Resolves when the page has a player. */
  ready(): Promise<void>;
  state(): StandinState;
  /** The picture on screen, read from its pixels; null when it cannot be read. */
  frame(): FrameCode | null;
  options(): Record<string, OptionValue>;
  setOption(name: string, value: OptionValue): void;
  /** Everything noted so far: the user's acts, the site's own, calls of the page's API, forbidden ones. */
  log(): JournalEntry[];
  forbidden(): JournalEntry[];
}

declare global {
  interface Window {
    __standin: StandinApi;
  }
}
