// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, it } from 'vitest';
import { HeardState } from '../../../extension/overlay/parts/heard.tsx';

it('[A11Y] reads a state out when it comes, not while it flaps, and again when it comes back later', () => {
  const box = document.createElement('div');
  const said = (words: string | null, now: number) => {
    render(<HeardState words={words} now={now} />, box);
    return box.textContent;
  };
  expect(said('Waiting for Jo', 0)).toBe('Waiting for Jo');
  expect(said('Waiting for Jo', 5_000)).toBe('Waiting for Jo');
  expect(said(null, 6_000)).toBe('');
  expect(said('Waiting for Jo', 7_000)).toBe('');
  expect(said('Offline', 8_000)).toBe('Offline');
  expect(said('Waiting for Jo', 9_000)).toBe('');
  expect(said(null, 10_000)).toBe('');
  expect(said('Waiting for Jo', 40_000)).toBe('Waiting for Jo');
});
