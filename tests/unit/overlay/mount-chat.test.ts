// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../../shared/protocol/errors.ts';
import { CHAT_MAX_CHARS } from '../../../shared/protocol/limits.ts';
import {
  actions,
  answerChat,
  button,
  find,
  mountAnew,
  mountForEach,
  overlay,
  root,
  settle,
  stored,
  text,
  write,
} from './mounted.ts';
import { member, said, view } from './views.ts';

mountForEach();

/** Its log, and what is written below it. */
describe('the mounted overlay', () => {
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
    answerChat(fail('offline'));
    overlay.update(view());
    await settle(() => expect(find('textarea')).toBeTruthy());
    await write('hello');
    await settle(() => expect(text()).toContain('Not sent. No connection'));
    answerChat(ok(null));
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

  it('begins where the page before was, and tells where it is: lines, what is unread, and each letter of a draft', async () => {
    stored['overlay-size:netflix'] = ['pill', 'sidebar'];
    mountAnew();
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
    const press = (key: string, isComposing = false) => {
      const event = new KeyboardEvent('keydown', { key, isComposing, bubbles: true, composed: true, cancelable: true });
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
    // What an input method takes for itself picks nothing and closes nothing.
    expect(['Enter', 'Escape', 'ArrowDown'].map((key) => press(key, true))).toEqual([false, false, false]);
    expect(press('Enter')).toBe(true);
    await settle(() => expect(find<HTMLTextAreaElement>('textarea').value).toBe('😀'));
  });

  it('[A11Y] says once that words are too many, and shows by how many', async () => {
    overlay.update(view());
    await settle(() => expect(find('textarea')).toBeTruthy());
    const field = find<HTMLTextAreaElement>('textarea');
    const type = (length: number) => {
      field.value = 'x'.repeat(length);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const heard = () => find('.wp-compose [aria-live]').textContent;
    expect(heard()).toBe('');
    for (const over of [1, 2]) {
      type(CHAT_MAX_CHARS + over);
      await settle(() => expect(find('#wp-too-long').textContent).toContain(`${over}`));
      expect(heard()).toBe('That is too long. Make it shorter.');
    }
    expect(root().querySelector('[role=alert]')).toBeNull();
  });

  it('goes back with Shift and Tab from names that are offered', async () => {
    overlay.update(view());
    await settle(() => expect(find('textarea')).toBeTruthy());
    const field = find<HTMLTextAreaElement>('textarea');
    field.focus();
    field.value = '@a';
    field.setSelectionRange(2, 2);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await settle(() => expect(root().querySelector('[role=listbox]')).toBeTruthy());
    const tab = (shiftKey: boolean) => {
      const event = new KeyboardEvent('keydown', {
        key: 'Tab',
        shiftKey,
        bubbles: true,
        composed: true,
        cancelable: true,
      });
      field.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(tab(true)).toBe(false);
    expect(tab(false)).toBe(true);
  });
});
