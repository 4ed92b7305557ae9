import type { WireError } from '../../../shared/protocol/errors.ts';
import { errorWords } from '../../ui/error-words.ts';
import { t } from '../../ui/i18n.ts';

/** What went wrong, seen and read out. @param of words of the screen's own, or the error; otherwise: nothing did */
export function Trouble({ of }: { of: WireError | string | false | null | undefined }) {
  if (!of) return null;
  const denied = typeof of !== 'string' && of.fields?.[0] === 'permission';
  return (
    <p class="wp-problem" role="alert">
      {typeof of === 'string' ? of : denied ? t('permission.denied') : errorWords(of)}
    </p>
  );
}
