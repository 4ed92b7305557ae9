import { listening, numberOrNull, type PageDriver, textOrNull } from '../driver.ts';

/** `disney-web-player.mediaPlayer`, a property of a custom element [A: ADP, SCHL, ASB, SK]. Times in ms. */
interface DisneyPlayer {
  timeline?: { info?: { playheadPositionMs?: unknown; programDurationMs?: unknown } };
  playbackStatus?: { paused?: unknown };
  play(): void;
  pause(): void;
  seek(ms: number): void;
  on?(event: string, listener: () => void): void;
  off?(event: string, listener: () => void): void;
  mediaPlaybackCriteria?: { metadata?: { title?: { text?: unknown }; subtitle?: { text?: unknown } } };
}
interface Interstitials {
  isInterstitialPlaying?: unknown;
}
type WithPlayer = Element & { mediaPlayer?: DisneyPlayer };
type WithState = Element & {
  latestUiState?: { interstitials?: Interstitials };
  store?: { interstitials?: Interstitials };
};

const SEEKS = ['MEDIA_SEEKING', 'MEDIA_SEEK_COMPLETE', 'MEDIA_PAUSED', 'MEDIA_RESUMED', 'MEDIA_STARTED'].map(
  (name) => `@EVENT/PLAYER/PLAYBACK/${name}`,
);

const { player, watch } = listening(
  (): DisneyPlayer | null => document.querySelector<WithPlayer>('disney-web-player')?.mediaPlayer ?? null,
  (found, tell, signal) => {
    const listener = () => tell('state');
    for (const name of SEEKS) found.on?.(name, listener);
    signal.addEventListener('abort', () => SEEKS.map((name) => found.off?.(name, listener)), { once: true });
  },
);

/** Two builds of the interface are in use [B]. */
function inAd(): boolean | null {
  const plain = document.querySelector<WithState>('disney-web-player-ui')?.latestUiState?.interstitials;
  const nested = document.querySelector<WithState>('main-app-controls-overlay')?.store?.interstitials;
  const playing = (plain ?? nested)?.isInterstitialPlaying;
  return typeof playing === 'boolean' ? playing : null;
}

function onPlayer(act: (found: DisneyPlayer) => void): boolean {
  const found = player();
  if (!found) return false;
  act(found);
  return true;
}

/** "S1:E6 Name"; other languages write other letters. */
const EPISODE = /^\p{L}+(\d{1,4}):\p{L}+(\d{1,5})\s*(.*)$/u;

export const disneyDriver = (): PageDriver => ({
  probe: () => typeof player()?.seek === 'function',
  snapshot() {
    const found = player();
    if (!found) return null;
    const { info } = found.timeline ?? {};
    const paused = found.playbackStatus?.paused;
    return {
      contentMs: numberOrNull(info?.playheadPositionMs),
      mediaMs: null,
      durationMs: numberOrNull(info?.programDurationMs),
      paused: typeof paused === 'boolean' ? paused : null,
      ad: inAd(),
      contentId: null,
      live: false,
    };
  },
  play: () => onPlayer((found) => found.play()),
  pause: () => onPlayer((found) => found.pause()),
  seek: (contentMs) => onPlayer((found) => found.seek(Math.round(contentMs))),
  rate: () => false, // The element takes any rate; the API knows presets only [A].
  identity: () => null,
  metadata() {
    const { title, subtitle } = player()?.mediaPlaybackCriteria?.metadata ?? {};
    const name = textOrNull(title?.text);
    const below = textOrNull(subtitle?.text) ?? '';
    if (!name) return null;
    const [, season, episode, own] = EPISODE.exec(below) ?? [];
    if (!season || !episode) return { title: name };
    return { title: own || below, series: name, season: Number(season), episode: Number(episode) };
  },
  watch,
});
