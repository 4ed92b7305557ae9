import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { type EmojiList, emojiFile } from '../extension/ui/emoji-file.ts';
import { LANGUAGE_CODES, type Language } from '../shared/languages.ts';
import { type EmojiGroup, emojiList } from './emoji-list.ts';
import type { Annotations } from './emoji-sequences.ts';

const { resolve } = createRequire(import.meta.url);
const CLDR = 'cldr-annotations-full';

async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(resolve(file), 'utf8')) as T;
}

/** The picker's emoji in a language, out of Unicode's own data. */
export async function readEmojiData(language: Language): Promise<EmojiList> {
  const groups = await readJson<EmojiGroup[]>('unicode-emoji-json/data-by-group.json');
  const { annotations } = await readJson<{ annotations: { annotations: Annotations } }>(
    `${CLDR}/annotations/${language}/annotations.json`,
  );
  return emojiList(groups, annotations.annotations, language);
}

/**
 * Writes `emoji/<language>.json` into the built extension: read when somebody opens the picker, part of no script. The
 * names are Unicode's, whose notice goes with them.
 */
export const emojiPlugin = (): Plugin => ({
  name: 'watchparty:emoji',
  apply: 'build',
  async generateBundle() {
    for (const language of LANGUAGE_CODES) {
      const source = JSON.stringify(await readEmojiData(language));
      this.emitFile({ type: 'asset', fileName: emojiFile(language), source });
    }
    const notice = await readFile(resolve(`${CLDR}/LICENSE`), 'utf8');
    this.emitFile({ type: 'asset', fileName: 'emoji/LICENSE.txt', source: notice });
  },
});
