// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BackgroundLink } from '../../../extension/content/background-link.ts';
import type { Observation } from '../../../extension/content/controller/types.ts';
import type { PlayerSession } from '../../../extension/content/player-session.ts';
import type { Runner } from '../../../extension/content/runner.ts';
import type { SiteAdapter } from '../../../extension/content/sites/adapter.ts';
import { type Stage, startStage } from '../../../extension/content/stage.ts';
import type { LocalState, OverlayActions, OverlayHandle } from '../../../extension/overlay/types.ts';
import type { Timeline } from '../../../shared/playback/timeline.ts';
import { ok } from '../../../shared/protocol/errors.ts';
import { member, view } from '../overlay/views.ts';

const NOW = 1_000_000;
const PLAYS: Timeline = { epoch: 1, mediaKey: '1', rev: 1, playing: false, position: 1_200, at: 0, rate: 1, by: 'ana' };

let stop: AbortController;
let stage: Stage;
let told: LocalState[];
let actions: OverlayActions;
let film: { media: Observation['media']; position: number } | null;
const runner = { syncMe: vi.fn() };
const pressed = vi.fn();
const request = vi.fn(async () => ok(null));

beforeEach(() => {
  vi.clearAllMocks();
  stop = new AbortController();
  told = [];
  film = { media: 'right', position: 2_400 };
  const session = () =>
    film && ({ observe: () => film, pressed, pending: () => false, player: {} } as unknown as PlayerSession);
  stage = startStage({
    offered: {
      setWords: vi.fn(),
      mountOverlay(options) {
        actions = options.actions;
        return { update: vi.fn(), local: (state: LocalState) => told.push(state) } as unknown as OverlayHandle;
      },
    },
    link: { request } as unknown as BackgroundLink,
    clock: { read: () => ({ partyNow: NOW, boundMs: 1, settled: true }), refresh: vi.fn() },
    adapter: { id: 'netflix' } as SiteAdapter,
    runner: () => (film ? (runner as unknown as Runner) : null),
    session,
    signal: stop.signal,
  });
});
afterEach(() => stop.abort());

const last = () => told.at(-1)!;
/** A view in which the frame with the film has told how far behind the party it is. */
const framed = (skewMs: number | null, epoch = 1) =>
  view({ epoch, members: [member('mira', 1, 'in-step', { status: { ...member('x').status, skewMs } })] });

describe('where a member stands in the party’s title', () => {
  beforeEach(() => stage.ownFrame(true));

  it('is where the film is, in another cut of it too', () => {
    stage.view(view());
    expect(last().position).toBe(2_400);
    film = { media: 'other-cut', position: 2_401 };
    stage.view(view());
    expect(last().position).toBe(2_401);
  });

  it('is nowhere in a title that they have not gone along to, whatever another film shows', () => {
    stage.view(view());
    film = { media: 'other-title', position: 2_405 };
    stage.view(view({ epoch: 2 }));
    expect(last().position).toBe(0);
    film = { media: 'right', position: 3 };
    stage.view(view({ epoch: 2 }));
    expect(last().position).toBe(3);
  });

  it('stays where it was while their tab shows another title or no film', () => {
    stage.view(view());
    film = { media: 'other-title', position: 9 };
    stage.view(view());
    expect(last().position).toBe(2_400);
    film = { media: 'none', position: 0 };
    stage.view(view());
    film = null;
    stage.view(view());
    expect(last().position).toBe(2_400);
  });
});

describe('a film in a frame of another host', () => {
  beforeEach(() => {
    film = null;
    stage.partyTimeline(PLAYS);
  });

  it('stands where its frame says that it is behind the party', () => {
    stage.view(framed(null));
    expect(last().position).toBe(0);
    stage.view(framed(4_000));
    expect(last().position).toBe(1_196);
    // An ad, or another title in the frame: unknown, so where it was.
    stage.view(framed(null));
    expect(last().position).toBe(1_196);
    // The next title's view comes before its timeline, and our state is of before.
    stage.view(framed(0, 2));
    expect(last().position).toBe(0);
  });

  it('is put in step, and woken by a click, in its frame: by way of the background', () => {
    stage.view(framed(0));
    actions.syncMe();
    actions.clickToJoin();
    expect(request.mock.calls).toEqual([
      ['overlay:sync-me', null],
      ['overlay:sync-me', null],
    ]);
    expect(runner.syncMe).not.toHaveBeenCalled();
  });
});

it('plays inside the click where the film is on the page itself', () => {
  stage.ownFrame(true);
  stage.view(view());
  actions.clickToJoin();
  expect(pressed).toHaveBeenCalledTimes(1);
  expect(runner.syncMe).toHaveBeenCalledTimes(1);
  expect(request).not.toHaveBeenCalled();
});
