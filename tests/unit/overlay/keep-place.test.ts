import { expect, it, vi } from 'vitest';
import { keepPlace } from '../../../extension/overlay/keep-place.ts';
import { EMPTY, type Model } from '../../../extension/overlay/model.ts';
import type { OverlayActions } from '../../../extension/overlay/types.ts';
import { fail, ok } from '../../../shared/protocol/errors.ts';

const page = () => {
  const told = vi.fn<OverlayActions['keepPlace']>(async () => ok(null));
  const actions = { keepPlace: told } as unknown as OverlayActions;
  return { told, keep: (model: Partial<Model>) => keepPlace(actions, { ...EMPTY, ...model }) };
};

it('tells where one is each time that is another place, whatever else has changed', () => {
  const { told, keep } = page();
  const lines = [{ id: 1, afterSeq: 0, text: 'Ana joined', playback: false }];
  keep({ draft: 'h' });
  keep({ draft: 'h', nextId: 9 });
  keep({ draft: 'ha' });
  keep({ draft: 'ha', lines });
  keep({ draft: 'ha', lines, readUpTo: 4 });
  keep({ draft: 'ha', lines, readUpTo: 4, chatSeq: 9 });
  const first = { readUpTo: 0, lines: [], draft: 'h' };
  const last = { readUpTo: 4, lines, draft: 'ha' };
  expect(told.mock.calls).toEqual([[first], [{ ...first, draft: 'ha' }], [{ ...first, draft: 'ha', lines }], [last]]);
});

it('[S28] tells again what a background that was just dying did not hear', async () => {
  const { told, keep } = page();
  told.mockResolvedValueOnce(fail('offline'));
  keep({ draft: 'h' });
  await Promise.resolve();
  await Promise.resolve();
  keep({ draft: 'h' });
  await Promise.resolve();
  await Promise.resolve();
  keep({ draft: 'h' });
  expect(told).toHaveBeenCalledTimes(2);
});

it('tells of each overlay by itself: another party may have come onto the page', () => {
  const [one, other] = [page(), page()];
  one.keep({});
  other.keep({});
  expect([one, other].map(({ told }) => told.mock.calls.length)).toEqual([1, 1]);
});
