// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, it } from 'vitest';
import { PendingView } from '../../../extension/overlay/parts/pending.tsx';

type Props = Parameters<typeof PendingView>[0];

it('[A11Y] reads out once that a message did not get through, not each time it is scrolled back in', async () => {
  // Another object each time, as each view of the party brings it.
  const entry = (state: 'sending' | 'failed'): Props['entry'] =>
    ({
      kind: 'pending',
      key: 'p1',
      follows: false,
      pending: { messageId: 'm1', text: 'Hello', state, error: state === 'failed' ? { code: 'muted' } : null },
    }) as unknown as Props['entry'];
  const box = document.body.appendChild(document.createElement('div'));
  const drawn = { chat: {}, model: { view: { members: [], you: 'me' } } } as unknown as Props['drawn'];
  const draw = (one: Props['entry'] | null) =>
    act(() => render(one && <PendingView entry={one} name="Ana" avatar={{ hue: 1, emoji: '' }} drawn={drawn} />, box));
  const alerts = () => box.querySelectorAll('[role=alert]').length;
  await draw(entry('failed'));
  expect(alerts()).toBe(1);
  await draw(null);
  await draw(entry('failed'));
  expect(box.textContent).toContain('muted');
  expect(alerts()).toBe(0);
  // Tried again in vain: that is news.
  await draw(entry('sending'));
  await draw(entry('failed'));
  expect(alerts()).toBe(1);
});
