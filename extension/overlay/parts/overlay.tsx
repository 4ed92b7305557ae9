import { useRef } from 'preact/hooks';
import { t } from '../../ui/i18n.ts';
import { Later } from '../later.tsx';
import { bannerOf } from '../model-views.ts';
import type { Drawn } from './context.ts';
import { Panel } from './panel.tsx';

/** All that lies on the film and beside it. */
export function Overlay(drawn: Drawn) {
  const { model, layout, now, wallNow } = drawn;
  /** From then on: what was told is remembered while nothing is to be told. */
  const told = useRef(false);
  if (model.view === null) return null;
  const banner = bannerOf(model, now, wallNow);
  told.current ||= banner !== null || model.toasts.current !== null || model.floaters.length > 0;
  told.current ||= layout.kind === 'pill' || model.happened.length > 0;
  return (
    <aside class={`wp-root wp-dark wp-overlay wp-in-${layout.kind}`} aria-label={t('overlay.label')}>
      <div class="wp-film">
        {told.current && (
          <Later of="moments" drawn={drawn} draw={({ OnFilm }) => <OnFilm banner={banner} drawn={drawn} />} />
        )}
      </div>
      {layout.kind !== 'pill' && <Panel drawn={drawn} />}
      {/* Heard, not seen. There before its words, or they would not be read out. */}
      <div class="wp-only-heard" role="status" aria-live="polite">
        {told.current && (
          <Later of="moments" drawn={drawn} draw={({ OnFilmHeard }) => <OnFilmHeard banner={banner} drawn={drawn} />} />
        )}
      </div>
    </aside>
  );
}
