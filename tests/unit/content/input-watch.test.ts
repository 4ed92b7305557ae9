// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchInput } from '../../../extension/content/input-watch.ts';

let life: AbortController;
let clock: number;
const onPress = vi.fn();
/** Browsers alone make trusted events. */
function press(type: string, ours = false, trusted = true, mouse: MouseEventInit = {}): void {
  const event = new MouseEvent(type, mouse);
  Object.defineProperty(event, 'isTrusted', { value: trusted });
  Object.defineProperty(event, 'ours', { value: ours });
  window.dispatchEvent(event);
}
const activation = (isActive: boolean) =>
  Object.defineProperty(navigator, 'userActivation', { value: { isActive }, configurable: true });
const watch = () =>
  watchInput(
    (event) => (event as { ours?: boolean }).ours === true,
    onPress,
    life.signal,
    () => clock,
  );

beforeEach(() => {
  life = new AbortController();
  clock = 10_000;
  onPress.mockReset();
  activation(false);
});
afterEach(() => life.abort());

describe('a hand on the page', () => {
  it('a trusted press counts, a made-up one does not', () => {
    const input = watch();
    press('keydown', false, false);
    expect(input.lastAt(false)).toBe(-Infinity);
    press('keydown');
    expect(input.lastAt(false)).toBe(10_000);
  });

  it('a press on our own overlay is no act on the player, but may let it play (S26)', () => {
    const input = watch();
    press('pointerdown', true);
    expect(input.lastAt(false)).toBe(-Infinity);
    expect(input.held()).toBe(false);
    expect(onPress).toHaveBeenCalled();
  });

  it('a pointer is held until it is let go, or the page loses it', () => {
    const input = watch();
    press('pointerdown');
    expect(input.held()).toBe(true);
    press('pointerup');
    expect(input.held()).toBe(false);
    press('pointerdown');
    press('blur');
    expect(input.held()).toBe(false);
  });

  it('[S19] a drag that ends over our overlay is over, and the release is the page’s', () => {
    const input = watch();
    press('pointerdown');
    clock += 3_000;
    press('pointerup', true);
    expect(input.held()).toBe(false);
    expect(input.lastAt(false)).toBe(clock); // what the scrubber does now was done by a hand
    clock += 3_000;
    press('pointerdown', true);
    press('pointerup', true);
    expect(input.lastAt(false)).toBe(clock - 3_000);
  });

  it('only the first button holds, and one that is up when the pointer moves was let go unseen', () => {
    const input = watch();
    press('pointerdown', false, true, { button: 2 });
    expect(input.held()).toBe(false);
    press('pointerdown');
    press('pointermove', false, true, { buttons: 1 });
    press('pointermove', false, false, { buttons: 0 });
    expect(input.held()).toBe(true);
    clock += 3_000;
    press('pointermove', false, true, { buttons: 0 });
    expect(input.held()).toBe(false);
    expect(input.lastAt(false)).toBe(clock - 3_000);
    expect(onPress).toHaveBeenCalledTimes(2);
  });

  it('a field that loses the focus to the scrubber does not end the drag', () => {
    const input = watch();
    const field = document.body.appendChild(document.createElement('input'));
    press('pointerdown');
    const blur = new FocusEvent('blur');
    Object.defineProperty(blur, 'isTrusted', { value: true });
    field.dispatchEvent(blur);
    expect(input.held()).toBe(true);
    field.remove();
  });

  it('an activation that no press explains counts on native controls only', () => {
    const input = watch();
    activation(true);
    expect(input.lastAt(true)).toBe(10_000);
    expect(input.lastAt(false)).toBe(-Infinity);
    press('pointerdown', true);
    clock += 3_000;
    expect(input.lastAt(true)).toBe(-Infinity); // it was the press on our overlay
  });
});
