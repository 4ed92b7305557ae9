import type { Banner } from '../banner.ts';
import { toastWords } from '../toast-words.ts';
import { BannerView, bannerWords } from './banner-view.tsx';
import type { Drawn } from './context.ts';
import { Floaters } from './floaters.tsx';
import { Glimpses } from './glimpses.tsx';
import { HeardState } from './heard.tsx';
import { Pill } from './pill.tsx';
import { ToastView } from './toast-view.tsx';

interface Props {
  banner: Banner | null;
  drawn: Drawn;
}

/** What lies on the film for a while. */
export function OnFilm({ banner, drawn }: Props) {
  const { model, layout } = drawn;
  const { current } = model.toasts;
  return (
    <>
      {banner && <BannerView key={banner.kind} banner={banner} drawn={drawn} />}
      {current && <ToastView key={current.id} toast={current.toast} />}
      <Floaters floaters={model.floaters} />
      {layout.kind === 'pill' && <Glimpses drawn={drawn} />}
      {layout.kind === 'pill' && <Pill drawn={drawn} />}
    </>
  );
}

/** The same for the ear: only what changed is read out, without the seconds that count down. */
export function OnFilmHeard({ banner, drawn: { model, now } }: Props) {
  const { current } = model.toasts;
  return (
    <>
      <HeardState words={heardWords(banner)} now={now} />
      {current && <p key={`toast-${current.id}`}>{toastWords(current.toast)}</p>}
    </>
  );
}

/** Of a start that waits for a click it says no time: that moves on, and would be read out each second. */
const heardWords = (banner: Banner | null): string | null =>
  banner && bannerWords(banner.kind === 'needs-click' ? { ...banner, position: null } : banner).title;
