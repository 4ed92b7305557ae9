// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PartyView } from '../../../extension/messaging/party-view.ts';
import { facesOf } from '../../../extension/overlay/faces.ts';
import type { Drawn } from '../../../extension/overlay/parts/context.ts';
import { MemberList } from '../../../extension/overlay/parts/member-list.tsx';
import type { AbsentPerson } from '../../../shared/protocol/api.ts';
import { fail, ok, type Result } from '../../../shared/protocol/errors.ts';
import { member, view } from './views.ts';

/** The list of the overlay, below the button that opens it. */
const moderate = vi.fn();
/** Whom the server names as having left. */
let left: AbsentPerson[];
const ask = vi.fn(
  async (name: string): Promise<Result<AbsentPerson[]>> => (name === 'overlay:away' ? ok(left) : fail('not-found')),
);
const HOST = member('mira', 1, 'in-step', { role: 'host' });
const SILENT = member('ana', 2);
let box: HTMLElement;
let list: HTMLElement;

beforeEach(() => {
  vi.clearAllMocks();
  left = [];
  box = document.createElement('div');
  box.className = 'wp-faces-box';
  list = document.createElement('div');
  box.append(document.createElement('button'), list);
  document.body.append(box);
});
afterEach(() => {
  render(null, list);
  box.remove();
});

function show(patch: Partial<PartyView> = {}): void {
  const of = view({ members: [HOST, SILENT], ...patch });
  const drawn = { model: { view: of }, log: { moderate }, actions: { ask } } as unknown as Drawn;
  render(<MemberList faces={facesOf(of.members, of.you, null)} drawn={drawn} />, list);
}
const all = () => [...list.querySelectorAll('button')];
const button = (words: string) =>
  all().find((one) => (one.getAttribute('aria-label') ?? one.textContent) === words) as HTMLElement;
const names = () => all().map((one) => one.getAttribute('aria-label') ?? one.textContent);
/** What stands there once what was pressed has been drawn. */
const there = (words: string) => vi.waitFor(() => expect(button(words)).toBeTruthy());
const open = async (name: string) => {
  button(`Options for ${name}`).click();
  await there('Mute');
};

it('[P1] offers the host to do to somebody who never wrote what the popup offers, and to silence them', async () => {
  show();
  expect(names()).toEqual(['Options for Ana']);
  await open('Ana');
  expect(names()).toEqual(['Options for Ana', 'Mute', 'Make co-host', 'Make host', 'Remove', 'Ban']);
  button('Make co-host').click();
  expect(moderate.mock.calls).toEqual([['ana', 'make-co-host']]);
  await vi.waitFor(() => expect(names()).toEqual(['Options for Ana']));
});

it.each([
  ['Remove', 'Remove Ana from the party?', 'kick'],
  ['Ban', 'Ban Ana from the party?', 'ban'],
  ['Make host', 'Sure? You hand it over', 'make-host'],
])('asks before "%s", and takes a no', async (words, question, deed) => {
  show();
  await open('Ana');
  button(words).click();
  await there('Keep');
  expect(list.querySelector('[role=alert]')?.textContent).toContain(question);
  button('Keep').click();
  await there('Mute');
  expect(moderate).not.toHaveBeenCalled();
  button(words).click();
  await there('Keep');
  button(words).click();
  expect(moderate.mock.calls).toEqual([['ana', deed]]);
});

it('[P1] offers a member nothing, and a co-host nothing against the hosts', async () => {
  const co = member('jo', 3, 'in-step', { role: 'co-host' });
  show({ members: [HOST, SILENT, co], you: 'ana' });
  expect(names()).toEqual([]);
  show({ members: [HOST, SILENT, co], you: 'jo' });
  expect(names()).toEqual(['Options for Ana']);
  await open('Ana');
  expect(names()).toEqual(['Options for Ana', 'Mute', 'Remove', 'Ban']);
  show({ members: [HOST, SILENT, co], you: 'mira' });
  expect(names()).toContain('Options for Jo');
});

it('says who controls, to everybody, and that somebody can’t write to whoever may undo it', () => {
  const muted = { ...SILENT, muted: true };
  show({ members: [HOST, muted, member('kei', 4)], you: 'kei' });
  expect(list.textContent).toContain('Everyone may play, pause and jump.');
  expect(list.textContent).not.toContain('Can’t write');
  show({ members: [HOST, muted], settings: { ...view().settings, controlMode: 'host-only' } });
  expect(list.textContent).toContain('Only the hosts play, pause and jump.');
  expect(list.textContent).toContain('Can’t write for now');
});

it('[A11Y] keeps the focus in the panel when a member goes, or what one may do to them', async () => {
  const opener = box.querySelector('button');
  show();
  await open('Ana');
  button('Remove').focus();
  button('Remove').click();
  await vi.waitFor(() => expect(document.activeElement).toBe(button('Keep')));
  // They go by themselves in the middle of the question.
  show({ members: [HOST] });
  expect(document.activeElement).toBe(opener);

  await vi.waitFor(() => {
    show();
    expect(names()).toEqual(['Options for Ana']);
  });
  await open('Ana');
  button('Mute').focus();
  button('Mute').click();
  expect(document.activeElement).toBe(button('Options for Ana'));
  // Somebody has made another one the host.
  show({ members: [{ ...HOST, role: 'member' }, SILENT] });
  expect(document.activeElement).toBe(opener);
});

it('[A11Y] folds in one menu when another opens, and leaves the focus alone that was never in there', async () => {
  show({ members: [HOST, SILENT, member('kei', 3)] });
  await open('Ana');
  button('Options for Kei').click();
  await vi.waitFor(() => expect(button('Options for Kei').getAttribute('aria-expanded')).toBe('true'));
  expect(button('Options for Ana').getAttribute('aria-expanded')).toBe('false');
  expect(list.querySelectorAll('.wp-more')).toHaveLength(1);
  expect(document.activeElement).toBe(document.body);
});

it('[P4] shows leaders who has left, to ban them, and asks about nobody for anybody else', async () => {
  left = [{ id: 'kei', name: 'Kei', avatar: { hue: 1, emoji: '' } }];
  show({ you: 'ana' });
  await new Promise((drawn) => requestAnimationFrame(drawn));
  expect(ask).not.toHaveBeenCalled();
  show();
  await there('Options for Kei');
  expect(ask.mock.calls).toEqual([['overlay:away', null]]);
  const row = [...list.querySelectorAll('li')].at(-1);
  expect(row?.textContent).toContain('KeiAway');
  button('Options for Kei').click();
  await there('Ban');
  expect(names()).toEqual(['Options for Ana', 'Options for Kei', 'Ban']);
  button('Ban').click();
  await there('Keep');
  expect(list.querySelector('[role=alert]')?.textContent).toContain('Ban Kei from the party?');
  button('Ban').click();
  expect(moderate.mock.calls).toEqual([['kei', 'ban']]);
  await vi.waitFor(() => expect(names()).toEqual(['Options for Ana']));
});

it('[P4] asks anew who has left when somebody goes, and shows nobody twice who comes back', async () => {
  const kei = member('kei', 3);
  show({ members: [HOST, SILENT, kei] });
  await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(1));
  left = [kei];
  show();
  await there('Options for Kei');
  show({ members: [HOST, SILENT, kei] });
  expect(names()).toEqual(['Options for Ana', 'Options for Kei']);
  expect(list.textContent).not.toContain('Away');
});

it('[S29] says who became host meanwhile to whoever was, and gives it back with one press', async () => {
  const former = member('jo', 3, 'in-step', { role: 'co-host', reclaims: true });
  show({ members: [HOST, SILENT, former], you: 'ana' });
  expect(names()).not.toContain('Be host again');
  show({ members: [HOST, SILENT, former], you: 'jo' });
  expect(list.textContent).toContain('While you were away, Mira became host.');
  button('Be host again').focus();
  button('Be host again').click();
  expect(moderate.mock.calls).toEqual([['jo', 'make-host']]);
  show({ members: [{ ...HOST, role: 'co-host' }, SILENT, { ...former, role: 'host', reclaims: false }], you: 'jo' });
  expect(names()).not.toContain('Be host again');
  // Else a keyboard would be sent to the top of the page.
  expect(document.activeElement).toBe(box.querySelector('button'));
});
