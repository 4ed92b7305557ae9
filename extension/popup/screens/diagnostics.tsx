import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { useStore } from 'zustand';
import { PROTOCOL_VERSION } from '../../../shared/protocol/version.ts';
import type { Connection } from '../../messaging/party-view.ts';
import { t } from '../../ui/i18n.ts';
import { conditionOf, memberWords } from '../../ui/member-words.ts';
import { usePopup } from '../context.ts';
import { type Correction, correctionsOf, reportLine } from '../corrections.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { CorrectionList } from '../parts/correction-list.tsx';
import { SubFrame } from '../parts/frame.tsx';
import { SkewPlot, type SkewPoint } from '../parts/skew-plot.tsx';
import { authStore } from '../stores/auth-store.ts';
import { partyStore } from '../stores/party-store.ts';

type Off = Exclude<Connection['state'], 'online'>;

const LOOK_EVERY_MS = 1_000;
const KEPT = 60;

/** Exact figures, for those who ask. The report holds no names, codes or titles. */
export function Diagnostics() {
  const { ask, go } = usePopup();
  const connection = useStore(authStore, (s) => s.connection);
  const party = useStore(partyStore, (s) => s.party);
  const me = party?.members.find((m) => m.id === party.you);
  const skew = me?.status.skewMs ?? null;
  const [points, setPoints] = useState<SkewPoint[]>([]);
  const [corrections, setCorrections] = useState<Correction[]>([]);
  useEffect(() => {
    const look = () => {
      const { party: now } = partyStore.getState();
      const own = now?.members.find((m) => m.id === now.you)?.status.skewMs ?? null;
      setPoints((before) => [...before, own].slice(-KEPT));
      // A page that does not answer just now keeps what it said before.
      if (now)
        void ask('popup:deeds', null).then(
          (told) => told.ok && told.value && setCorrections(correctionsOf(told.value)),
        );
    };
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [ask]);
  const ms = (value: number | null | undefined) =>
    value === null || value === undefined ? t('diagnostics.unknown') : t('diagnostics.ms', { ms: Math.round(value) });
  const online = connection.state === 'online' ? connection : null;
  const { version } = browser.runtime.getManifest();
  const connected = online ? t('diagnostics.online') : t(`connection.${connection.state as Off}`);
  const player = me ? memberWords(conditionOf(me), true) : t('diagnostics.unknown');
  const rows: [name: string, words: string, shown: string, reported?: string][] = [
    ['connection', t('diagnostics.connection'), connected, connection.state],
    ['round-trip', t('diagnostics.round-trip'), ms(online?.rttMs)],
    ['clock-bound', t('diagnostics.bound'), ms(online?.boundMs)],
    ['skew', t('diagnostics.skew'), ms(skew)],
    ['player', t('diagnostics.state'), player, me?.status.state ?? 'unknown'],
    ['version', t('diagnostics.version'), version],
    ['protocol', t('diagnostics.protocol'), String(PROTOCOL_VERSION)],
  ];
  const report = [
    ...rows.map(([name, , shown, reported]) => `${name}: ${reported ?? shown}`),
    `tab: ${party?.tab?.state ?? 'none'}`,
    `site: ${party?.content?.siteId ?? 'none'}`,
    `members: ${party?.members.length ?? 0}`,
    `skew, last minute: ${points.map((p) => (p === null ? '-' : Math.round(p))).join(' ')}`,
    'corrections:',
    ...corrections.map(reportLine),
    `browser: ${navigator.userAgent}`,
  ].join('\n');
  return (
    <SubFrame title={t('settings.diagnostics')} onBack={() => go('settings')}>
      <dl class="pop-figures pop-table">
        {rows.map(([name, words, value]) => (
          <div key={name}>
            <dt class="wp-sub">{words}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {/* Without a party there is nothing to draw. */}
      {points.some((point) => point !== null) && (
        <SkewPlot points={points} label={t('diagnostics.last-minute')} most={KEPT} />
      )}
      {party && <CorrectionList corrections={corrections} />}
      <div class="pop-stretch">
        <CopyButton text={report} words={t('diagnostics.copy')} />
      </div>
      <p class="wp-sub pop-centred">{t('diagnostics.hint')}</p>
    </SubFrame>
  );
}
