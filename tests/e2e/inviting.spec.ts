import { generate } from 'lean-qr';
import { nobodyIsKeptOut } from '../support/nobody-kept-out.ts';
import { codeIn, enterName } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import { expect, GENERIC_FILM, test } from './fixtures.ts';

/** Quiet ground around the code, in modules. */
const QUIET = 4;

/** Dark modules of a code as they are drawn: `x y` of each. */
function drawn(path: string): string[] {
  const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)].map((run) => run.slice(1).map(Number));
  return runs.flatMap(([x = 0, y = 0, length = 0]) =>
    Array.from({ length }, (_, i) => `${x + i - QUIET} ${y - QUIET}`),
  );
}
function expected(text: string): string[] {
  const code = generate(text);
  const all = Array.from({ length: code.size * code.size }, (_, i) => [i % code.size, Math.floor(i / code.size)]);
  return all.filter(([x = 0, y = 0]) => code.get(x, y)).map(([x, y]) => `${x} ${y}`);
}

test('an invitation: the link is copied, drawn for cameras, and shared where the computer can', async ({
  chromium,
}) => {
  const ana = await chromium('ana');
  const popup = await ana.popup(await ana.open(GENERIC_FILM));
  await enterName(popup, 'Ana');
  await popup.click('Start a party');
  const code = await codeIn(popup);
  const words = () => popup.text();

  // What the browser is given is read where it is given; the rest is the popup's own.
  await popup.evaluate(`void (navigator.clipboard.writeText = async (text) => { globalThis.copied = text; })`);
  await popup.click('Copy link');
  await popup.waitFor('Copied');
  const link = await popup.evaluate<string>('globalThis.copied');
  expect(new URL(link).pathname).toBe(`/join/${code}`);
  expect((await fetch(link)).status).toBe(200);

  expect(await words(), 'Chromium on Linux has no share sheet').not.toContain('Share');
  await popup.evaluate(`void Object.assign(globalThis, { shared: [], lost: [], answer: null })`);
  await popup.evaluate(`addEventListener('unhandledrejection', ({ reason }) => lost.push(String(reason)))`);
  await popup.evaluate(`void Object.defineProperty(navigator, 'share', {
    value: async (what) => { shared.push(what); if (answer) throw new DOMException('', answer); },
  })`);
  // Drawn anew, the invitation sees that there is a sheet now.
  await popup.click('Show QR code');
  const path = await until(
    () => popup.evaluate<string>('document.querySelector(".pop-qr path")?.getAttribute("d") ?? ""'),
    'the QR code is drawn',
  );
  expect(new Set(drawn(path))).toEqual(new Set(expected(link)));
  await nobodyIsKeptOut(popup, 'party: its host’s, with QR code');

  const shared = (count: number) =>
    until(async () => {
      const all = await popup.evaluate<object[]>('shared');
      return all.length === count ? all : null;
    }, `the sheet is opened ${count} times`);
  await popup.click('Share');
  const name = 'Ana’s party';
  expect(await shared(1)).toEqual([{ title: name, text: `Watch together: ${name}`, url: link }]);
  await popup.evaluate(`answer = 'AbortError'`);
  await popup.click('Share');
  await shared(2);
  expect(await words(), 'closing the sheet is no trouble').not.toContain(link);
  expect(await popup.evaluate<number>('document.querySelectorAll("[role=alert]").length')).toBe(0);
  await popup.evaluate(`answer = 'NotAllowedError'`);
  await popup.click('Share');
  await popup.waitFor(link);
  expect(await popup.evaluate<string[]>('lost')).toEqual([]);
});
