import type { StandinState } from '../sites/pages/shared/standin-api.ts';
import { until } from '../support/poll.ts';
import type { SitePage } from './site-page.ts';

/** The film of a page, and the hand of the person who sits before it. Seconds of content. */
export interface Hand {
  state(): Promise<StandinState>;
  /** By the button of the site's own player. */
  play(): Promise<void>;
  pause(): Promise<void>;
  seek(seconds: number): Promise<void>;
  rate(rate: number): Promise<void>;
  waitFor(fits: (state: StandinState) => boolean, what: string, timeoutMs?: number): Promise<StandinState>;
}

const PLAY_BUTTON = '[data-standin=play]';

export function handOn(page: SitePage): Hand {
  const state = () => page.film<StandinState>('window.__standin.state()');
  const press = async (paused: boolean) => {
    if ((await state()).paused === paused) return;
    await page.showControls();
    await page.click(PLAY_BUTTON);
  };
  const act = async (deed: string) => {
    await page.touch();
    await page.film(`window.__standin.user.${deed}`);
  };
  return {
    state,
    play: () => press(false),
    pause: () => press(true),
    seek: (seconds) => act(`seek(${seconds})`),
    rate: (rate) => act(`rate(${rate})`),
    async waitFor(fits, what, timeoutMs = 15_000) {
      let last: StandinState | undefined;
      return until(
        async () => {
          last = await state();
          return fits(last) ? last : null;
        },
        what,
        timeoutMs,
      ).catch((error) => {
        throw new Error(`${(error as Error).message}; film: ${JSON.stringify(last)}`);
      });
    },
  };
}
