import { describe, expect, it } from 'vitest';
import { facesOf, facesThatFit } from '../../../extension/overlay/faces.ts';
import { chooseLayout, firstSize } from '../../../extension/overlay/layout.ts';
import { placeFor } from '../../../extension/overlay/place.ts';
import { makeRoom } from '../../../extension/overlay/shrink.ts';
import { local, member } from './views.ts';

const room = (viewportWidth: number, shrink: 'untried' | 'fits' | 'failed' = 'fits', viewportHeight = 700) => ({
  viewportWidth,
  viewportHeight,
  onlySeen: false,
  shrink,
});

describe('layout', () => {
  it.each([
    ['sidebar', room(1280), 'sidebar', 'chosen'],
    ['sidebar', room(1280, 'failed'), 'floating', 'cannot-shrink'],
    ['sidebar', room(720), 'floating', 'no-room'],
    ['sidebar', room(390), 'sheet', 'narrow'],
    ['floating', room(390), 'sheet', 'narrow'],
    ['floating', room(1280), 'floating', 'chosen'],
    ['sidebar', room(600, 'fits', 320), 'floating', 'no-room'],
    ['pill', room(390), 'pill', 'chosen'],
    ['sidebar', { ...room(1280), onlySeen: true }, 'pill', 'only-seen'],
    ['pill', room(1280, 'failed'), 'pill', 'chosen'],
  ] as const)('%s wanted in %o gives %s: %s', (wanted, space, kind, reason) => {
    expect(chooseLayout(wanted, space)).toEqual({ kind, reason });
  });

  it('starts as a sidebar where there is room, as a pill elsewhere', () => {
    expect([1280, 800].map(firstSize)).toEqual(['sidebar', 'pill']);
  });
});

/** A chain of boxes: `follows` says whether a box takes its width from its parent or from the viewport. */
function page(boxes: { follows: boolean; fixed?: boolean }[], viewport = 1000) {
  const set: (number | null)[] = boxes.map(() => null);
  const width = (at: number): number => {
    const own = set[at];
    if (own !== null && own !== undefined) return own;
    return at === 0 || !boxes[at]?.follows || boxes[at]?.fixed ? viewport : width(at - 1);
  };
  const chain = boxes.map((box, at) => ({
    at,
    right: () => width(at),
    fixedByScript: () => box.fixed === true,
    narrow: () => {
      set[at] = 680;
    },
    restore: () => {
      set[at] = null;
    },
  }));
  return { chain, narrowed: () => set.flatMap((value, at) => (value === null ? [] : [at])) };
}

describe('making room', () => {
  const found = (boxes: { follows: boolean; fixed?: boolean }[]) => {
    const { chain, narrowed } = page(boxes);
    const result = makeRoom(chain, 680);
    return { result: typeof result === 'string' ? result : result.at, narrowed: narrowed() };
  };
  it('narrows the outermost element where the page is in flow', () => {
    expect(found([{ follows: true }, { follows: true }, { follows: true }])).toEqual({ result: 0, narrowed: [0] });
  });
  it('finds the layer that is laid out against the viewport, and leaves everything else alone', () => {
    expect(found([{ follows: true }, { follows: true }, { follows: false }, { follows: true }])).toEqual({
      result: 2,
      narrowed: [2],
    });
  });
  it('does not mind a video whose size its player sets by script', () => {
    expect(found([{ follows: true }, { follows: true }, { follows: true, fixed: true }])).toMatchObject({ result: 0 });
  });
  it('does nothing when the film ends left of the sidebar already', () => {
    const { chain, narrowed } = page([{ follows: true }], 600);
    expect(makeRoom(chain, 680)).toBe('not-needed');
    expect(narrowed()).toEqual([]);
  });
  it('gives up cleanly', () => {
    const { chain, narrowed } = page([{ follows: true }, { follows: true }]);
    const stubborn = chain.map((element) => ({ ...element, right: () => 1000 }));
    expect(makeRoom(stubborn, 680)).toBe('failed');
    expect(narrowed()).toEqual([]);
  });
});

describe('faces', () => {
  const members = [member('kei', 3, 'ad'), member('old', 0, 'away'), member('mira', 2), member('ana', 1)];
  it('stand oneself first, then by seniority, away last', () => {
    expect(facesOf(members, 'mira', null).map((face) => face.member.id)).toEqual(['mira', 'ana', 'kei', 'old']);
  });
  it('show oneself as the page knows it, not as the server heard it', () => {
    const own = local({ sync: { state: 'buffering', skewMs: 3_000, clockBoundMs: 1 } });
    expect(facesOf(members, 'mira', own)[0]?.condition).toEqual({ kind: 'buffering', seconds: 3 });
  });
  it('keep who is held up in sight when not all fit', () => {
    const many = [
      member('mira'),
      ...[1, 2, 3, 4, 5, 6].map((n) => member(`m${n}`, n, n === 6 ? 'buffering' : 'in-step')),
    ];
    const { shown, hidden } = facesThatFit(facesOf(many, 'mira', null), 4);
    expect(shown.map((face) => face.member.id)).toEqual(['mira', 'm1', 'm6']);
    expect(hidden).toBe(4);
  });
});

describe('place', () => {
  const element = (tagName: string) => Object.assign(Object.create(null), { tagName, shadowRoot: null }) as HTMLElement;
  it('is above a fullscreen video, which draws no children', () => {
    const body = element('BODY');
    expect(placeFor(element('VIDEO'), null, body)).toEqual({
      parent: body,
      topLayer: true,
      reason: 'fullscreen-video',
    });
  });
  it('is in the dialog that the film plays in, else in the page', () => {
    const body = element('BODY');
    const dialog = element('DIALOG');
    expect(placeFor(null, dialog, body)).toEqual({ parent: dialog, topLayer: false, reason: 'dialog' });
    expect(placeFor(null, null, body).reason).toBe('page');
  });
});
