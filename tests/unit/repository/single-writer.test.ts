import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** S19. Adapters are called by the writer alone (checked below); page drivers are the far end of an adapter. */
const MAY_WRITE = [/^extension\/content\/player-writer\.ts$/, /^extension\/content\/sites\//, /^extension\/page\//];
const MAY_CONTROL = /^extension\/content\/(?:player-writer\.ts$|sites\/)/;

const WRITES = [
  /\.(?:currentTime|playbackRate|defaultPlaybackRate|preservesPitch)\s*(?:[-+*/]|\?\?|\|\||&&)?=(?![=>])/,
  /\.(?:play|pause|fastSeek)\s*\(/,
  /\[['"](?:currentTime|playbackRate|preservesPitch|play|pause)['"]\]/,
];
const CONTROL = /\bcontrol\s*\.\s*(?:play|pause|seek|rate)\s*\(/;

const RULE = `[S19] Only extension/content/player-writer.ts moves the player, through the site's adapter: every write leaves
a token that explains the event which it causes. A write from anywhere else would be taken for the user's, and sent to the
whole party. Ask the controller for an effect instead. Found in`;

function sources(directory: string): string[] {
  return readdirSync(path.join(ROOT, directory), { withFileTypes: true }).flatMap((entry) => {
    const name = `${directory}/${entry.name}`;
    if (entry.isDirectory()) return sources(name);
    return /\.tsx?$/.test(entry.name) ? [name] : [];
  });
}

/** Code without comments: they may talk of play(). */
const codeOf = (text: string): string[] =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''))
    .split('\n')
    .map((line) => line.replace(/(^|\s)\/\/.*$/, ''));

function writesIn(text: string): number[] {
  return codeOf(text).flatMap((line, index) => (WRITES.some((write) => write.test(line)) ? [index + 1] : []));
}

describe('single writer', () => {
  const files = sources('extension');

  it.each([
    'video.currentTime = 5;',
    'video.currentTime += 5;',
    'media.playbackRate=1.5',
    'a.b.preservesPitch = false;',
    'void video.play();',
    'video.pause ()',
    "video['currentTime'] = 3",
  ])('[S19] the check sees %s', (code) => {
    expect(writesIn(code)).toEqual([1]);
  });

  it.each([
    'if (video.currentTime === 5) return;',
    'const { currentTime } = video;',
    'x = video.currentTime;',
    '// never video.play() here',
    "on('play', () => happen());",
    'const at = () => video.currentTime >= 3;',
  ])('[S19] the check leaves %s alone', (code) => {
    expect(writesIn(code)).toEqual([]);
  });

  it('[S19] nobody but the writer and the adapters touches the player', () => {
    expect(files.length).toBeGreaterThan(20);
    const found = files
      .filter((file) => !MAY_WRITE.some((allowed) => allowed.test(file)))
      .flatMap((file) => writesIn(readFileSync(path.join(ROOT, file), 'utf8')).map((line) => `${file}:${line}`));
    expect(found, `${RULE} ${found.join(', ')}`).toEqual([]);
  });

  it('[S19] nobody but the writer calls an adapter’s control', () => {
    const found = files
      .filter((file) => !MAY_CONTROL.test(file))
      .filter((file) => codeOf(readFileSync(path.join(ROOT, file), 'utf8')).some((line) => CONTROL.test(line)));
    expect(found, `${RULE} ${found.join(', ')}`).toEqual([]);
  });
});
