import type { PartyView } from '../messaging/party-view.ts';
import { t } from '../ui/i18n.ts';
import { conditionOf, type Mark, markOf, memberWords } from '../ui/member-words.ts';
import type { LocalState } from './types.ts';

export interface OwnState {
  mark: Mark;
  words: string;
  /** Exact figures, for who asks: only in a tooltip. */
  figures: string | null;
  /** A push on "Sync me" would help. */
  off: boolean;
}

/** How oneself stands: the connection first, for without it the rest is memory. */
export function ownState(view: PartyView, local: LocalState | null): OwnState {
  const { state } = view.connection;
  if (state !== 'online') return { mark: 'hollow', words: t(`connection.${state}`), figures: null, off: false };
  const self = view.members.find((member) => member.id === view.you);
  const status = local?.sync ?? self?.status;
  if (status === undefined) return { mark: 'hollow', words: t('member.no-film'), figures: null, off: false };
  const condition = conditionOf({ connected: true, status });
  const { skewMs, clockBoundMs } = status;
  const figures =
    skewMs === null || clockBoundMs === null
      ? null
      : t('overlay.figures', { skew: Math.round(Math.abs(skewMs)), bound: Math.round(clockBoundMs) });
  const off = condition.kind === 'catching-up' || condition.kind === 'buffering';
  return { mark: markOf(condition), words: memberWords(condition, true), figures, off };
}
