import { besideWords, language, t } from '../../ui/i18n.ts';
import type { Correction } from '../corrections.ts';

/** As many as fit under the figures; the report has all. */
const SHOWN = 8;

function ago(ms: number): string {
  const words = new Intl.RelativeTimeFormat(language(), { style: 'narrow' });
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? words.format(-seconds, 'second') : words.format(-Math.round(seconds / 60), 'minute');
}

/** "0.02", "4.2", "130": a jump takes hundredths, a wait a minute. */
const seconds = (ms: number): string =>
  new Intl.NumberFormat(
    language(),
    ms < 10_000 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 0 },
  ).format(ms / 1000);

function off(ms: number | null): string {
  if (ms === null) return t('diagnostics.unknown');
  return ms < 0 ? t('diagnostics.ahead', { ms: Math.round(-ms) }) : t('diagnostics.behind', { ms: Math.round(ms) });
}

/** What was done lately to keep this player with the party: when, what for how long, and how far off it was. */
export function CorrectionList({ corrections }: { corrections: readonly Correction[] }) {
  return (
    <section>
      <h2 class="pop-heading">{t('diagnostics.corrections')}</h2>
      {corrections.length === 0 ? (
        <p class="wp-sub">{t('diagnostics.no-corrections')}</p>
      ) : (
        <dl class="pop-figures pop-table">
          {corrections.slice(0, SHOWN).map(({ did, agoMs, offMs, tookMs }, index) => (
            <div key={corrections.length - index}>
              <dt class="wp-sub">
                {besideWords([ago(agoMs), t(`diagnostics.did-${did}`, { seconds: seconds(tookMs ?? agoMs) })])}
              </dt>
              <dd>{off(offMs)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
