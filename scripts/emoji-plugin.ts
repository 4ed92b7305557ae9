import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { EMOJI_LANGUAGES, emojiFile } from '../extension/ui/emoji-file.ts';
import { emojiList } from './emoji-list.ts';

const { resolve } = createRequire(import.meta.url);

/** Writes `emoji/<language>.json` into the built extension: read when somebody opens the picker, part of no script. */
export const emojiPlugin = (): Plugin => ({
  name: 'watchparty:emoji',
  apply: 'build',
  async generateBundle() {
    for (const language of EMOJI_LANGUAGES) {
      const raw = await readFile(resolve(`emojibase-data/${language}/compact.json`), 'utf8');
      const source = JSON.stringify(emojiList(JSON.parse(raw)));
      this.emitFile({ type: 'asset', fileName: emojiFile(language), source });
    }
  },
});
