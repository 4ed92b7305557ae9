import type { WireError } from '../../shared/protocol/errors.ts';
import { t } from './i18n.ts';

/** What went wrong, in words, and when to try again if the server said so. */
export function errorWords(error: WireError): string {
  const what = t(`error.${error.code}`);
  if (error.retryAfterMs === undefined || error.retryAfterMs <= 0) return what;
  const seconds = Math.ceil(error.retryAfterMs / 1000);
  const when =
    seconds < 90
      ? t('error.retry-in', { count: seconds })
      : t('error.retry-in-minutes', { count: Math.ceil(seconds / 60) });
  return `${what} ${when}`;
}
