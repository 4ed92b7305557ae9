import type { Member, MemberState } from '../../shared/party/party.ts';
import { t } from './i18n.ts';

/** State is never colour alone: round = in step, square = held up, diamond = elsewhere, hollow = away. */
export type Mark = 'round' | 'square' | 'diamond' | 'hollow';

/** What a member is up to, decided once for words, mark and tests. `seconds` is the distance to the party, if worth saying. */
export type Condition = { kind: Exclude<MemberState, 'catching-up' | 'buffering'> } | Moving;
interface Moving {
  kind: 'catching-up' | 'buffering';
  /** Whole seconds; positive = behind. Null: unknown or under a second. */
  seconds: number | null;
}

type StatusLike = Pick<Member['status'], 'state' | 'skewMs'>;

const MARKS: Record<MemberState, Mark> = {
  'in-step': 'round',
  starting: 'round',
  'catching-up': 'square',
  buffering: 'square',
  'needs-click': 'square',
  ad: 'diamond',
  'other-title': 'diamond',
  'other-cut': 'diamond',
  unavailable: 'diamond',
  'no-subscription': 'diamond',
  'no-film': 'hollow',
  away: 'hollow',
};

/** Under a second nobody wants a figure. */
const WORTH_SAYING_MS = 1_000;

export function conditionOf(member: { connected: boolean; status: StatusLike }): Condition {
  const kind = member.connected ? member.status.state : 'away';
  if (kind !== 'catching-up' && kind !== 'buffering') return { kind };
  const skew = member.status.skewMs;
  return { kind, seconds: skew === null || Math.abs(skew) < WORTH_SAYING_MS ? null : Math.round(skew / 1000) };
}

export const markOf = (condition: Condition): Mark => MARKS[condition.kind];

/** "In step", "Buffering, 6 s behind", "Watching an ad". `you`: it is oneself who reads it. */
export function memberWords(condition: Condition, you = false): string {
  switch (condition.kind) {
    case 'buffering':
      return condition.seconds !== null && condition.seconds > 0
        ? t('member.buffering-behind', { seconds: condition.seconds })
        : t('member.buffering');
    case 'catching-up':
      if (condition.seconds === null) return t('member.catching-up');
      return condition.seconds > 0
        ? t('member.catching-up-behind', { seconds: condition.seconds })
        : t('member.catching-up-ahead', { seconds: -condition.seconds });
    case 'needs-click':
      return you ? t('member.needs-click-you') : t('member.needs-click');
    default:
      return t(`member.${condition.kind}`);
  }
}

/** One word to stand under a face ("ad"), or null where the mark says enough. */
export function memberShort(condition: Condition): string | null {
  const { kind } = condition;
  return kind === 'in-step' || kind === 'starting' ? null : t(`short.${kind}`);
}
