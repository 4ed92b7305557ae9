import { expect, test, vi } from 'vitest';
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
const retryNow = vi.fn();
const AWAY = [{ id: 'kei', name: 'Kei', avatar: { hue: 1, emoji: '' } }];

/** Handlers of a background in which a frame of the tab is elected (this one, another, or none yet). */
function handlersWith(elected: 'this' | 'other' | 'none', tell = vi.fn()) {
  const needs = {
    cell: { now: { seat: { tabId: 7 } } },
    frames: { isElected: () => elected === 'this', hasFilm: elected !== 'none', tell },
    parties: {
      line: { command: async (command: object, age: number) => ({ ok: true, value: { command, age } }), retryNow },
    },
    tab: {},
    listAway: async () => ({ ok: true, value: AWAY }),
    ready: Promise.resolve(),
  };
  return contentHandlers(needs as unknown as ContentNeeds);
}
const sendFrom = (elected: 'this' | 'other' | 'none', tabId = 7, aged = 0) =>
  handlersWith(elected)['player:command']({ ...PLAY, at: Date.now() - aged }, { port, tabId, frameId: 0 });

test('[S28] a hand’s act that meets a background which knows no frame yet is asked again, not refused', async () => {
  expect(await sendFrom('none')).toMatchObject({ ok: false, error: { code: 'offline' } });
  expect(await sendFrom('this')).toMatchObject({ ok: true });
});

test('[S27] the line hears how old the act is: never younger than new, and only what is the server’s business', async () => {
  const heard = async (aged: number) => {
    const result = await sendFrom('this', 7, aged);
    return (result as unknown as { value: { command: object; age: number } }).value;
  };
  expect((await heard(4_000)).age).toBeGreaterThanOrEqual(4_000);
  expect(await heard(-3_600_000)).toEqual({ command: PLAY, age: 0 });
});

test('[B2] a frame that does not run the film gives no commands', async () => {
  expect(await sendFrom('other')).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
});

test('[S26] the overlay’s press goes on to the frames, of which the one with the film heeds it', async () => {
  const tell = vi.fn();
  const press = handlersWith('other', tell)['overlay:sync-me'];
  expect(await press(null, { port, tabId: 7, frameId: 0 })).toMatchObject({ ok: true });
  expect(tell.mock.calls).toEqual([['player:sync-me', null]]);
});

test('a frame whose permission went while no background was there is let in no more', async () => {
  const add = vi.fn();
  const admits = vi.fn(async () => false);
  const needs = {
    cell: { now: { seat: { tabId: 7 }, party: {} } },
    frames: { add },
    tab: { admits },
    ready: Promise.resolve(),
  };
  const hello = contentHandlers(needs as unknown as ContentNeeds)['content:hello'];
  const speaker = { port: { sender: { url: 'https://films.example/' } } as never, tabId: 7, frameId: 0 };
  const answer = await hello({ top: true, url: 'https://films.example/' }, speaker);
  expect(answer).toMatchObject({ ok: false, error: { code: 'not-a-member' } });
  expect(admits).toHaveBeenCalledWith('https://films.example/');
  expect(add).not.toHaveBeenCalled();
});

test('[B2] who has left, and a new try at the server, are for the party’s tab alone', async () => {
  const from = (tabId: number) => {
    const handlers = handlersWith('other');
    const speaker = { port: { postMessage: vi.fn() } as never, tabId, frameId: 0 };
    return Promise.all([handlers['overlay:away'](null, speaker), handlers['overlay:retry'](null, speaker)]);
  };
  expect(await from(8)).toMatchObject([{ error: { code: 'not-a-member' } }, { error: { code: 'not-a-member' } }]);
  expect(retryNow).not.toHaveBeenCalled();
  expect(await from(7)).toEqual([
    { ok: true, value: AWAY },
    { ok: true, value: null },
  ]);
  expect(retryNow).toHaveBeenCalledTimes(1);
});
