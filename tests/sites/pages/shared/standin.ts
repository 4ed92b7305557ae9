import { wait } from './dom.ts';
import { readFrameCode } from './frame-code.ts';
import { journal, note } from './journal.ts';
import { type OptionValue, setOption } from './options.ts';
import { showPanel } from './panel.ts';
import type { SitePlayer } from './site-player.ts';
import type { StandinActions, StandinState, UserHand } from './standin-api.ts';

export interface StandinPage {
  site: string;
  options: Record<string, OptionValue>;
  player(): SitePlayer | undefined;
  video(): HTMLVideoElement | undefined;
  /** What differs from the plain element's state. */
  state?(): Partial<StandinState>;
  actions?: Partial<StandinActions>;
}

const POLL_MS = 50;

/** Makes `window.__standin`, and the panel when the address asks for it. */
export function installStandin(page: StandinPage): UserHand {
  const user = userHand(page.player);
  const missing = (name: string) => () => {
    throw new Error(`the ${page.site} stand-in has no ${name}`);
  };
  window.__standin = {
    forceAd: missing('forceAd'),
    endAd: missing('endAd'),
    error: missing('error'),
    prompt: missing('prompt'),
    nextEpisode: missing('nextEpisode'),
    stall: missing('stall'),
    resetRate: () => {
      const video = page.video();
      if (video) video.playbackRate = 1;
    },
    ...page.actions,
    site: page.site,
    user,
    async ready() {
      while (!page.player()) await wait(POLL_MS);
    },
    state: () => stateOf(page),
    frame() {
      const video = page.video();
      return video ? readFrameCode(video) : null;
    },
    options: () => ({ ...page.options }),
    setOption: (name, value) => setOption(page.options, name, value),
    log: journal,
    forbidden: () => journal().filter((entry) => entry.kind === 'forbidden'),
  };
  if (new URLSearchParams(location.search).has('panel')) showPanel(page.actions ?? {});
  return user;
}

/** The user's acts on the current player; without one nothing happens, as on a page still loading. */
function userHand(player: () => SitePlayer | undefined): UserHand {
  return {
    play() {
      note('user', 'play');
      player()?.play();
    },
    pause() {
      note('user', 'pause');
      player()?.pause();
    },
    seek(seconds) {
      note('user', 'seek', String(seconds));
      player()?.seek(seconds);
    },
    rate(rate) {
      note('user', 'rate', String(rate));
      player()?.setRate(rate);
    },
  };
}

function stateOf(page: StandinPage): StandinState {
  const player = page.player();
  const video = page.video();
  return {
    contentId: location.pathname,
    contentSeconds: player?.position() ?? 0,
    durationSeconds: player?.duration() ?? 0,
    mediaSeconds: video?.currentTime ?? 0,
    paused: player?.paused() ?? true,
    rate: video?.playbackRate ?? 1,
    phase: player ? 'content' : 'none',
    live: false,
    ...page.state?.(),
  };
}
