import { t } from '../../ui/i18n.ts';
import { bannerOf } from '../model-views.ts';
import { toastWords } from '../toast-words.ts';
import { BannerView, bannerWords } from './banner-view.tsx';
import type { Drawn } from './context.ts';
import { Floaters } from './floaters.tsx';
import { Glimpses } from './glimpses.tsx';
import { HeardState } from './heard.tsx';
import { Panel } from './panel.tsx';
import { Pill } from './pill.tsx';
import { ToastView } from './toast-view.tsx';

/** All that lies on the film and beside it. */
export function Overlay(drawn: Drawn) {
  const { model, layout, now, wallNow } = drawn;
  if (model.view === null) return null;
  const banner = bannerOf(model, now, wallNow);
  const { current } = model.toasts;
  return (
    <aside class={`wp-root wp-dark wp-overlay wp-in-${layout.kind}`} aria-label={t('overlay.label')}>
      <div class="wp-film">
        {banner && <BannerView key={banner.kind} banner={banner} drawn={drawn} />}
        {current && <ToastView key={current.id} toast={current.toast} />}
        <Floaters floaters={model.floaters} />
        {layout.kind === 'pill' && <Glimpses drawn={drawn} />}
        {layout.kind === 'pill' && <Pill drawn={drawn} />}
      </div>
      {layout.kind !== 'pill' && <Panel drawn={drawn} />}
      {/* Heard, not seen: only what changed is read out, without the seconds that count down. */}
      <div class="wp-only-heard" role="status" aria-live="polite">
        <HeardState words={banner && bannerWords(banner).title} now={now} />
        {current && <p key={`toast-${current.id}`}>{toastWords(current.toast)}</p>}
      </div>
    </aside>
  );
}
