// @vitest-environment happy-dom
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { HOST_ID } from '../../../extension/messaging/page-marks.ts';
import { randomId } from '../../../extension/messaging/random-id.ts';
import { fillSlot } from '../../../extension/messaging/slots.ts';
import { mountOverlay } from '../../../extension/overlay/mount.tsx';
import type { OverlayActions, OverlayHandle } from '../../../extension/overlay/types.ts';
import { fail, ok, type Result } from '../../../shared/protocol/errors.ts';
import { change, local, member, said, view } from './views.ts';

let stop: AbortController;
let overlay: OverlayHandle;
let answer: Result<null>;
const actions = {
  newId: randomId,
  sendChat: vi.fn<OverlayActions['sendChat']>(async () => answer),
  discardChat: vi.fn(),
  keepPlace: vi.fn<OverlayActions['keepPlace']>(async () => ok(null)),
  loadOlder: vi.fn<OverlayActions['loadOlder']>(async () => ok({ messages: [] })),
  deleteMessage: vi.fn<OverlayActions['deleteMessage']>(async () => ok(null)),
  moderate: vi.fn<OverlayActions['moderate']>(async () => ok(null)),
  typing: vi.fn(),
  jumpTo: vi.fn<OverlayActions['jumpTo']>(async () => ok(null)),
  loadReactions: vi.fn<OverlayActions['loadReactions']>(async () => ok({ epoch: 1, reactions: [] })),
  loadEmoji: vi.fn<OverlayActions['loadEmoji']>(async () => ok([[['😀', 'grinning face', 'happy smile']]])),
  readPicture: vi.fn<OverlayActions['readPicture']>(async () => fail('offline')),
  bring: vi.fn(async () => true),
  react: vi.fn<OverlayActions['react']>(async () => ok(null)),
  syncMe: vi.fn(),
  ask: vi.fn(async (): Promise<Result<never>> => ok(null as never)),
  clickToJoin: vi.fn(),
};
const stored: Record<string, unknown> = {};

// Reading them takes a busy machine longer than anybody waits below.
beforeAll(() => import('../../../extension/overlay/parts/rare.ts'));

beforeEach(() => {
  vi.clearAllMocks();
  fillSlot('inspectable', true);
  for (const key of Object.keys(stored)) delete stored[key];
  vi.stubGlobal('browser', {
    storage: {
      local: {
        get: async (key: string) => (key in stored ? { [key]: stored[key] } : {}),
        set: async (items: object) => void Object.assign(stored, items),
      },
    },
  });
  // happy-dom measures nothing: a window of a usual size.
  vi.spyOn(document.documentElement, 'clientWidth', 'get').mockReturnValue(1280);
  vi.spyOn(document.documentElement, 'clientHeight', 'get').mockReturnValue(720);
  stop = new AbortController();
  overlay = mountOverlay({ signal: stop.signal, siteId: 'netflix', mountPoint: () => null, actions });
});
afterEach(() => {
  stop.abort();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const root = () => document.getElementById(HOST_ID)?.shadowRoot as ShadowRoot;
const find = <E extends Element>(selector: string) => root().querySelector<E>(selector) as E;
const text = () => root().querySelector('.wp-overlay')?.textContent ?? '';
const button = (label: string) =>
  [...root().querySelectorAll('button')].find(
    (one) => one.textContent === label || one.ariaLabel === label || one.getAttribute('aria-label') === label,
  );
const settle = (what: () => void) => vi.waitFor(what, { timeout: 2_000, interval: 10 });

async function write(words: string): Promise<void> {
  const field = find<HTMLTextAreaElement>('textarea');
  field.focus();
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settle(() => expect(button('Send')).toBeTruthy());
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true }));
}

describe('the mounted overlay', () => {
  it('shows nothing before the first view, then the party', async () => {
    expect(text()).toBe('');
    overlay.update(view());
    overlay.local(local());
    await settle(() => expect(text()).toContain('Club'));
    expect(text()).toContain('In step');
    expect(text()).toContain('Ana');
  });

  it('[P1] lets a leader set how the party goes, and nobody else', async () => {
    const press = async (label: string) => {
      await settle(() => expect(button(label)).toBeTruthy());
      button(label)?.click();
    };
    const radio = (label: string) =>
      [...root().querySelectorAll('label')].find((one) => one.textContent === label)?.querySelector('input');
    const people = [member('mira', 1, 'in-step', { role: 'host' }), member('ana', 2)];
    overlay.update(view({ members: people, you: 'mira' }));
    overlay.local(local());
    await press('More');
    await press('Party settings');
    await settle(() => expect(radio('Only the hosts')).toBeTruthy());
    radio('Only the hosts')?.click();
    expect(actions.ask).toHaveBeenCalledWith('overlay:change-party', { controlMode: 'host-only' });
    actions.ask.mockResolvedValueOnce(fail('offline'));
    radio('Nobody')?.click();
    await settle(() => expect(text()).toContain('No connection to the server.'));
    overlay.update(view({ members: people, you: 'ana' }));
    await settle(() => expect(button('Party settings')).toBeUndefined());
    expect(radio('Only the hosts')).toBeUndefined();
  });

  it('[B1] shows markup that people write as text', async () => {
    overlay.update(view());
    overlay.chat({ messages: [said(1, 'ana', null, '<img src=x onerror=alert(1)> **hi**')], chatSeq: 1 });
    await settle(() => expect(text()).toContain('<img src=x onerror=alert(1)> **hi**'));
    expect(root().querySelector('img')).toBeNull();
  });

  it('[B1] opens a link only after its host was read, without opener or referrer', async () => {
    overlay.update(view());
    overlay.chat({ messages: [said(1, 'ana', null, 'see https://evil.example/x')], chatSeq: 1 });
    await settle(() => expect(button('https://evil.example/x')).toBeTruthy());
    expect(root().querySelector('a')).toBeNull();
    button('https://evil.example/x')?.click();
    await settle(() => expect(text()).toContain('Opens evil.example'));
    expect(find('a').getAttribute('rel')).toBe('noopener noreferrer');
    expect(find('a').getAttribute('target')).toBe('_blank');
  });

  it('[S30] keeps a message that failed and sends it again under the same id', async () => {
    answer = fail('offline');
    overlay.update(view());
    await settle(() => expect(find('textarea')).toBeTruthy());
    await write('hello');
    await settle(() => expect(text()).toContain('Not sent. No connection'));
    answer = ok(null);
    button('Send again')?.click();
    await settle(() => expect(actions.sendChat).toHaveBeenCalledTimes(2));
    const [first, second] = actions.sendChat.mock.calls;
    expect(second).toEqual(first);
    await settle(() => expect(text()).not.toContain('Not sent'));
    const messageId = first?.[0].messageId ?? '';
    overlay.chat({ messages: [{ ...said(1, 'mira', null, 'hello'), messageId }], chatSeq: 1 });
    await settle(() => expect(root().querySelectorAll('.wp-message')).toHaveLength(1));
  });

  it('[P1] lets the host delete somebody’s message and mute them, and says why when it fails', async () => {
    const members = [member('mira', 1, 'in-step', { role: 'host' }), member('ana', 2)];
    overlay.update(view({ members }));
    overlay.chat({ messages: [said(1, 'ana', null, 'the butler did it')], chatSeq: 1 });
    await settle(() => expect(button('More about this message')).toBeTruthy());
    button('More about this message')?.click();
    await settle(() => expect(button('Delete')).toBeTruthy());
    button('Delete')?.click();
    expect(actions.deleteMessage).toHaveBeenCalledWith({ messageId: expect.any(String), seq: 1 });
    overlay.chat({ messages: [{ ...said(2, 'mira'), removes: [1] }], chatSeq: 2 });
    await settle(() => expect(text()).toContain('Message removed'));
    expect(text()).not.toContain('butler');
    actions.moderate.mockResolvedValueOnce(fail('offline'));
    button('More about this message')?.click();
    await settle(() => expect(button('Mute ana')).toBeTruthy());
    button('Mute ana')?.click();
    expect(actions.moderate).toHaveBeenCalledWith('ana', 'mute');
    await settle(() => expect(text()).toContain('No connection to the server'));
  });

  it('asks before it bans', async () => {
    overlay.update(view({ members: [member('mira', 1, 'in-step', { role: 'host' }), member('ana', 2)] }));
    overlay.chat({ messages: [said(1, 'ana')], chatSeq: 1 });
    await settle(() => expect(button('More about this message')).toBeTruthy());
    button('More about this message')?.click();
    await settle(() => expect(button('Ban')).toBeTruthy());
    button('Ban')?.click();
    await settle(() => expect(text()).toContain('Ban ana from the party?'));
    expect(actions.moderate).not.toHaveBeenCalled();
    button('Ban')?.click();
    expect(actions.moderate).toHaveBeenCalledWith('ana', 'ban');
  });

  it('draws some rows of a thousand', async () => {
    overlay.update(view());
    const messages = Array.from({ length: 1_000 }, (_, n) => said(n + 1, 'ana'));
    overlay.chat({ messages, chatSeq: 1_000 });
    await settle(() => expect(text()).toContain('text 1000'));
    expect(root().querySelectorAll('[data-row]').length).toBeLessThan(40);
  });

  it('answers with a quote, and names whom it means', async () => {
    overlay.update(view());
    overlay.chat({ messages: [said(7, 'ana', null, 'look at the coat')], chatSeq: 7 });
    await settle(() => expect(button('More about this message')).toBeTruthy());
    button('More about this message')?.click();
    await settle(() => expect(button('Reply')).toBeTruthy());
    button('Reply')?.click();
    await settle(() => expect(find('.wp-answering')?.textContent).toContain('look at the coat'));
    await write('@Ana yes');
    await settle(() => expect(actions.sendChat).toHaveBeenCalledTimes(1));
    expect(actions.sendChat.mock.calls[0]?.[0]).toMatchObject({ text: '@Ana yes', replyTo: 7, mentions: ['ana'] });
    expect(actions.typing).toHaveBeenCalled();
  });

  it('[S26] passes the click on inside the click', async () => {
    overlay.update(view());
    overlay.local(local({ needsClick: true, partyPosition: 750 }));
    await settle(() => expect(button('Click to join at 12:30')).toBeTruthy());
    button('Click to join at 12:30')?.click();
    expect(actions.clickToJoin).toHaveBeenCalledTimes(1);
  });

  it('[S23] goes on without those who hold the party', async () => {
    overlay.update(view({ hold: { memberIds: ['ana'], until: 64_000, reason: 'buffering' } }));
    overlay.local(local());
    await settle(() => expect(text()).toContain('goes on in 14\u00a0s'));
    button('Continue now')?.click();
    expect(actions.ask.mock.calls).toEqual([['overlay:continue-without', null]]);
  });

  it.each([
    ['offline', { state: 'offline', nextTryAt: null }, 'Try now'],
    ['refused', { state: 'refused', error: { code: 'client-too-new' } }, 'Try again'],
  ] as const)('[S27] tries the server again by a press where one is %s', async (_, connection, words) => {
    overlay.update(view({ connection }));
    overlay.local(local());
    await settle(() => expect(button(words)).toBeTruthy());
    button(words)?.click();
    expect(actions.ask.mock.calls).toEqual([['overlay:retry', null]]);
  });

  it('tells who did what', async () => {
    overlay.update(view());
    overlay.timeline(change('video-seek'));
    await settle(() => expect(find('.wp-toast').textContent).toContain('Ana jumped to 12:30'));
    expect(find('[role=status]').textContent).toContain('Ana jumped to 12:30');
  });

  it('remembers its size for the site, and counts what came meanwhile', async () => {
    overlay.update(view());
    overlay.chat({ messages: [], chatSeq: 0 });
    await settle(() => expect(button('Hide the party panel')).toBeTruthy());
    button('Hide the party panel')?.click();
    await settle(() => expect(find('.wp-pill')).toBeTruthy());
    expect(stored).toEqual({ 'overlay-size:netflix': ['pill', 'sidebar'] });
    overlay.chat({ messages: [said(1, 'ana'), said(2, 'ana')], chatSeq: 2 });
    await settle(() => expect(find('.wp-pill').textContent).toContain('2 new'));
    find<HTMLButtonElement>('.wp-pill').click();
    await settle(() => expect(find('.wp-panel')).toBeTruthy());
  });

  it('keeps a message half written while the panel is hidden', async () => {
    overlay.update(view());
    await settle(() => expect(find('textarea')).toBeTruthy());
    const field = find<HTMLTextAreaElement>('textarea');
    field.value = 'half a sent';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await settle(() => expect(button('Send')).toBeTruthy());
    button('Hide the party panel')?.click();
    await settle(() => expect(find('.wp-pill')).toBeTruthy());
    expect(find('textarea')).toBeNull();
    find<HTMLButtonElement>('.wp-pill').click();
    await settle(() => expect(find<HTMLTextAreaElement>('textarea')?.value).toBe('half a sent'));
    await write('half a sentence');
    await settle(() => expect(actions.sendChat).toHaveBeenCalledTimes(1));
    // What was sent does not come back.
    button('Hide the party panel')?.click();
    await settle(() => expect(find('.wp-pill')).toBeTruthy());
    find<HTMLButtonElement>('.wp-pill').click();
    await settle(() => expect(find<HTMLTextAreaElement>('textarea')?.value).toBe(''));
  });

  it('asks once for a quoted message that can’t be loaded, says so, and does not go there later', async () => {
    actions.loadOlder.mockResolvedValue(fail('offline'));
    overlay.update(view());
    overlay.chat({ messages: [{ ...said(50, 'ana', null, 'told you'), replyTo: 3 }], chatSeq: 50 });
    await settle(() => expect(find<HTMLButtonElement>('button.wp-quote')).toBeTruthy());
    find<HTMLButtonElement>('button.wp-quote').click();
    await settle(() => expect(find('.wp-toast')?.textContent).toContain('No connection to the server'));
    for (let n = 0; n < 20; n++) await new Promise((go) => setTimeout(go));
    expect(actions.loadOlder).toHaveBeenCalledTimes(1);
    actions.loadOlder.mockResolvedValue(ok({ messages: [said(3, 'ana', null, 'the coat')] }));
    overlay.chat({ messages: [said(3, 'ana', null, 'the coat')], chatSeq: 50 });
    await settle(() => expect(find('.wp-quote')?.textContent).toContain('the coat'));
    expect(find('.wp-pointed')).toBeNull();
  });

  it('says why a reaction did not get through', async () => {
    actions.react.mockResolvedValueOnce(fail('rate-limited'));
    overlay.update(view());
    await settle(() => expect(find('.wp-reaction')).toBeTruthy());
    find<HTMLButtonElement>('.wp-reaction').click();
    await settle(() => expect(find('.wp-toast')?.textContent).toContain('That was a lot at once'));
  });

  it('begins where the page before was, and tells where it is: lines, what is unread, and each letter of a draft', async () => {
    stored['overlay-size:netflix'] = ['pill', 'sidebar'];
    stop.abort();
    stop = new AbortController();
    overlay = mountOverlay({ signal: stop.signal, siteId: 'netflix', mountPoint: () => null, actions });
    const line = { id: -50, afterSeq: 1, text: 'Ana jumped to 12:30', playback: true };
    const kept = { readUpTo: 1, lines: [line], draft: 'half a sent' };
    overlay.update(view());
    overlay.chat({ messages: [said(1, 'ana'), said(2, 'ana')], chatSeq: 2, kept });
    await settle(() => expect(find('.wp-pill')?.textContent).toContain('1 new'));
    find<HTMLButtonElement>('.wp-pill').click();
    await settle(() => expect(find('.wp-log')?.textContent).toContain('Ana jumped to 12:30'));
    const field = () => find<HTMLTextAreaElement>('textarea');
    expect(field().value).toBe('half a sent');
    const here = { readUpTo: 2, lines: [line] };
    await settle(() => expect(actions.keepPlace).toHaveBeenLastCalledWith({ ...here, draft: 'half a sent' }));
    field().value = 'half a sente';
    field().dispatchEvent(new Event('input', { bubbles: true }));
    await settle(() => expect(actions.keepPlace).toHaveBeenLastCalledWith({ ...here, draft: 'half a sente' }));
    // What is sent is no draft.
    await write('a sentence');
    await settle(() => expect(actions.keepPlace).toHaveBeenLastCalledWith({ ...here, draft: '' }));
  });

  it('leaves Left and Right to the words of an emoji search until one has gone on from them', async () => {
    const signs = ['😀', '😃', '😄'].map((sign): [string, string, string] => [sign, `face ${sign}`, 'happy']);
    actions.loadEmoji.mockResolvedValueOnce(ok([signs]));
    overlay.update(view());
    await settle(() => expect(button('Emoji')).toBeTruthy());
    button('Emoji')?.click();
    await settle(() => expect(root().querySelectorAll('[role=option]')).toHaveLength(3));
    const field = find<HTMLInputElement>('.wp-picker input');
    const press = (key: string) => {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true });
      field.dispatchEvent(event);
      return event.defaultPrevented;
    };
    const chosen = () => find('[aria-selected=true]').textContent;
    field.value = 'face';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await settle(() => expect(chosen()).toBe('😀'));
    field.setSelectionRange(2, 2);
    expect([press('ArrowLeft'), press('ArrowRight')]).toEqual([false, false]);
    expect(chosen()).toBe('😀');
    // From the end of the words on into what was found.
    field.setSelectionRange(4, 4);
    expect(press('ArrowRight')).toBe(true);
    await settle(() => expect(chosen()).toBe('😃'));
    expect(press('ArrowLeft')).toBe(true);
    await settle(() => expect(chosen()).toBe('😀'));
  });

  it('shows each member’s state in words', async () => {
    const members = [
      member('mira', 1),
      member('jo', 2, 'buffering', { status: { ...member('x').status, state: 'buffering', skewMs: 6_000 } }),
    ];
    overlay.update(view({ members }));
    await settle(() => expect(find('.wp-faces')).toBeTruthy());
    find<HTMLButtonElement>('.wp-faces').click();
    await settle(() => expect(text()).toContain('Buffering, 6 s behind'));
  });

  it('comes back when the page throws it out', async () => {
    overlay.update(view());
    document.getElementById(HOST_ID)?.remove();
    await settle(() => expect(document.getElementById(HOST_ID)).toBeTruthy());
  });

  it('leaves the page as it was', async () => {
    overlay.update(view());
    await settle(() => expect(text()).toContain('Club'));
    stop.abort();
    expect(document.getElementById(HOST_ID)).toBeNull();
    expect(document.documentElement.getAttribute('style')).toBeNull();
    expect(document.body.getAttribute('style')).toBeNull();
  });
});
