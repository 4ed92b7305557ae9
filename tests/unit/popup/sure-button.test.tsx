// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { SureButton } from '../../../extension/popup/parts/sure-button.tsx';

function shown() {
  let answers = 0;
  const root = document.body.appendChild(document.createElement('div'));
  render(<SureButton words="End the party" sure="Really end it?" onSure={() => (answers += 1)} />, root);
  const button = root.querySelector('button')!;
  const press = (detail: number) =>
    act(() => void button.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail })));
  return { button, press, answers: () => answers };
}

test('asks on itself, and a press of its own is the answer', async () => {
  const { button, press, answers } = shown();
  await press(1);
  expect(button.textContent).toBe('Really end it?');
  expect(document.activeElement).toBe(button);
  await press(1);
  expect(answers()).toBe(1);
});

test('the second half of a double click is no answer, a key that is held down neither', async () => {
  const { button, press, answers } = shown();
  await press(1);
  await press(2);
  expect(answers()).toBe(0);
  const held = new KeyboardEvent('keydown', { key: 'Enter', repeat: true, cancelable: true, bubbles: true });
  button.dispatchEvent(held);
  expect(held.defaultPrevented).toBe(true);
  await press(0);
  expect(answers()).toBe(1);
});

test('who goes elsewhere has not answered', async () => {
  const { button, press, answers } = shown();
  await press(1);
  await act(() => button.blur());
  expect(button.textContent).toBe('End the party');
  await press(1);
  expect(answers()).toBe(0);
});
