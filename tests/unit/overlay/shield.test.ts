// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { shield } from '../../../extension/overlay/shield.ts';
import { keepTyping } from '../../../extension/overlay/typing.ts';

let stop: AbortController;
let host: HTMLElement;
let field: HTMLInputElement;
const site = vi.fn();

beforeEach(() => {
  stop = new AbortController();
  host = document.createElement('div');
  field = document.createElement('input');
  host.attachShadow({ mode: 'open' }).append(field);
  document.body.append(host);
  keepTyping(host, stop.signal);
  shield(host, stop.signal);
  for (const type of ['keydown', 'keyup', 'keypress', 'input', 'paste', 'click']) {
    document.addEventListener(type, site, { signal: stop.signal });
    if (type !== 'click') window.addEventListener(type, site, { signal: stop.signal, capture: true });
  }
});
afterEach(() => {
  stop.abort();
  host.remove();
  site.mockClear();
});
const key = (type: string, name: string) =>
  new KeyboardEvent(type, { key: name, bubbles: true, composed: true, cancelable: true });

describe('[B1] shield', () => {
  it.each(['keydown', 'keyup', 'keypress'])('hands %s to our field and to nobody else', (type) => {
    const ours = vi.fn();
    field.addEventListener(type, ours);
    field.dispatchEvent(key(type, 'k'));
    expect(ours).toHaveBeenCalledTimes(1);
    expect(ours.mock.calls[0]?.[0]).toMatchObject({ key: 'k' });
    expect(site).not.toHaveBeenCalled();
  });

  it('keeps input, paste and clicks', () => {
    const ours = vi.fn();
    field.addEventListener('input', ours);
    field.dispatchEvent(new InputEvent('input', { data: 'x', bubbles: true, composed: true }));
    field.dispatchEvent(new Event('paste', { bubbles: true, composed: true }));
    field.dispatchEvent(new Event('click', { bubbles: true, composed: true }));
    expect(ours).toHaveBeenCalledTimes(1);
    expect(site).not.toHaveBeenCalled();
  });

  it('leaves the default action alone, unless our handler prevents it', () => {
    const plain = key('keydown', 'a');
    field.dispatchEvent(plain);
    expect(plain.defaultPrevented).toBe(false);
    field.addEventListener('keydown', (event) => event.preventDefault());
    const enter = key('keydown', 'Enter');
    field.dispatchEvent(enter);
    expect(enter.defaultPrevented).toBe(true);
  });

  it('swallows nothing that is pressed outside the overlay', () => {
    document.body.dispatchEvent(key('keydown', 'k'));
    expect(site).toHaveBeenCalledTimes(2);
  });

  it('leaves the site the end of a drag that began on the page', () => {
    const heard: string[] = [];
    const types = ['pointerdown', 'mousedown', 'pointerup', 'mouseup'];
    for (const type of types) document.addEventListener(type, () => heard.push(type), { signal: stop.signal });
    const over = (on: EventTarget, ...done: string[]) => {
      for (const type of done) on.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
    };
    over(field, ...types);
    expect(heard).toEqual([]);
    over(document.body, 'pointerdown', 'mousedown');
    over(field, 'pointerup', 'mouseup');
    expect(heard).toEqual(types);
    over(field, ...types);
    expect(heard).toEqual(types);
  });

  it('ends with its signal', () => {
    stop.abort();
    const after = vi.fn();
    window.addEventListener('keydown', after, { once: true });
    field.dispatchEvent(key('keydown', 'k'));
    expect(after).toHaveBeenCalledTimes(1);
  });
});

describe('[B1] a site that takes the focus', () => {
  const press = (on: EventTarget) => on.dispatchEvent(new Event('pointerdown', { bubbles: true, composed: true }));
  const steal = async () => {
    field.focus();
    field.dispatchEvent(new FocusEvent('focusout', { bubbles: true, composed: true }));
    field.blur();
    await Promise.resolve();
    return host.shadowRoot?.activeElement === field;
  };
  beforeEach(() => {
    field.type = 'text';
    vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  });

  it('does not keep it from who types', async () => {
    expect(await steal()).toBe(true);
  });

  it('keeps it if a press outside meant so', async () => {
    press(document.body);
    expect(await steal()).toBe(false);
  });

  it('does not keep it from who has pressed outside and come back since', async () => {
    press(document.body);
    press(field);
    expect(await steal()).toBe(true);
    press(document.body);
    field.dispatchEvent(key('keydown', 'a'));
    expect(await steal()).toBe(true);
  });
});
