import { expect, test } from 'vitest';
import { type ContentNeeds, contentHandlers } from '../../../extension/background/content-handlers.ts';
import type { OutgoingCommand } from '../../../extension/messaging/outgoing-command.ts';

const PLAY: OutgoingCommand = {
  name: 'video-play',
  commandId: 'a-1',
  epoch: 0,
  baseRev: 3,
  mediaKey: 'film',
  currentTime: 12,
};
const port = {} as never;

/** Handlers of a background in which a frame of the tab is elected (this one, another, or none yet). */
function handlersWith(elected: 'this' | 'other' | 'none') {
  const needs = {
    cell: { now: { seat: { tabId: 7 } } },
    frames: { isElected: () => elected === 'this', hasFilm: elected !== 'none' },
    parties: { line: { command: async () => ({ ok: true, value: { timeline: null } }) } },
    tab: {},
    ready: Promise.resolve(),
  };
  return contentHandlers(needs as unknown as ContentNeeds);
}
const sendFrom = (elected: 'this' | 'other' | 'none', tabId = 7) =>
  handlersWith(elected)['player:command'](PLAY, { port, tabId, frameId: 0 });

test('[S28] a hand’s act that meets a background which knows no frame yet is asked again, not refused', async () => {
  expect(await sendFrom('none')).toMatchObject({ ok: false, error: { code: 'offline' } });
  expect(await sendFrom('this')).toMatchObject({ ok: true });
});

test('[B2] a frame that does not run the film gives no commands', async () => {
  expect(await sendFrom('other')).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
});
