import type { FarewellReason } from '../messaging/farewell-note.ts';
import { setWords, t } from '../ui/i18n.ts';
import { showFarewell } from './inject.ts';
import { readWords } from './words.ts';

/** Says on the page of the party's tab why the party is over for us: the overlay has gone with it. */
export async function sayLastWords(tabId: number, reason: FarewellReason): Promise<void> {
  try {
    const words = await readWords('popup');
    setWords(words);
    await showFarewell(tabId, {
      title: t(`farewell.${reason}`),
      detail: t(`farewell.${reason}-sub`),
      close: t('common.close'),
      language: words.language,
    });
  } catch {
    // The tab is closed, or we may not enter it any more: the popup says it.
  }
}
