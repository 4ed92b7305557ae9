import browser from 'webextension-polyfill';
import { languageFor, readAppearance } from '../ui/appearance.ts';
import { type EmojiList, emojiFile } from '../ui/emoji-file.ts';

/** The picker's emoji in the user's language. Read here: a page may not load our files, and so can't look for them. */
export async function readEmoji(): Promise<EmojiList> {
  const appearance = await readAppearance(browser.storage.local);
  const file = emojiFile(languageFor(appearance, browser.i18n.getUILanguage()));
  return (await (await fetch(browser.runtime.getURL(file))).json()) as EmojiList;
}
