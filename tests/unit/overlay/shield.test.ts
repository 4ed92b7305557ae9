// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { shield } from '../../../extension/overlay/shield.ts';
import { keepTyping } from '../../../extension/overlay/typing.ts';

let stop: AbortController;
let host: HTMLElement;
let root: ShadowRoot;
let field: HTMLInputElement;
let moved: () => void;
const site = vi.fn();
/** As if a hand had done it. */
const byHand = <E extends Event>(event: E): E => Object.defineProperty(event, 'isTrusted', { value: true });

beforeEach(() => {
  stop = new AbortController();
  host = document.createElement('div');
  field = document.createElement('input');
  root = host.attachShadow({ mode: 'closed' });
  root.append(field);
  document.body.append(host);
  const typing = keepTyping({ root, ensure: () => undefined }, () => root.querySelector('.next'), stop.signal);
  moved = typing.goOn;
  shield(root, stop.signal, typing.see);
  field.focus();
  for (const type of ['keydown', 'keyup', 'keypress', 'input', 'paste', 'drop', 'dragstart', 'click']) {
    document.addEventListener(type, site, { signal: stop.signal });
    if (type !== 'click') window.addEventListener(type, site, { signal: stop.signal, capture: true });
  }
});
afterEach(() => {
  stop.abort();
  host.remove();
  site.mockClear();
});
const forgedKey = (type: string, name: string) =>
  new KeyboardEvent(type, { key: name, bubbles: true, composed: true, cancelable: true });
const key = (type: string, name: string) => byHand(forgedKey(type, name));

describe('[B1] shield', () => {
  it.each(['keydown', 'keyup', 'keypress'])('hands %s to our field and to nobody else', (type) => {
    const ours = vi.fn();
    field.addEventListener(type, ours);
    field.dispatchEvent(key(type, 'k'));
    expect(ours).toHaveBeenCalledTimes(1);
    expect(ours.mock.calls[0]?.[0]).toMatchObject({ key: 'k' });
    expect(site).not.toHaveBeenCalled();
  });

  it('finds who is meant where the window is told of the host only', () => {
    const ours = vi.fn((event: Event) => event.preventDefault());
    field.addEventListener('keydown', ours);
    const seen = key('keydown', 'Enter');
    host.dispatchEvent(seen);
    expect(ours).toHaveBeenCalledTimes(1);
    expect(seen.defaultPrevented).toBe(true);
  });

  it('keeps input, paste and clicks', () => {
    const ours = vi.fn();
    field.addEventListener('input', ours);
    field.dispatchEvent(byHand(new InputEvent('input', { data: 'x', bubbles: true, composed: true })));
    for (const type of ['paste', 'drop', 'dragstart'])
      field.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
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

describe('[B2] what no hand has done', () => {
  const heard = vi.fn();
  const tick = () => {
    const box = document.createElement('input');
    box.type = 'checkbox';
    root.append(box);
    return box;
  };
  beforeEach(() => heard.mockClear());

  it('sends nothing that somebody is writing: no key on the host, none on the field itself', () => {
    field.addEventListener('keydown', heard);
    host.dispatchEvent(forgedKey('keydown', 'Enter'));
    field.dispatchEvent(forgedKey('keydown', 'Enter'));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    expect(heard).not.toHaveBeenCalled();
    field.dispatchEvent(key('keydown', 'Enter'));
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('presses no button and ticks no box', () => {
    const box = tick();
    for (const type of ['click', 'change']) box.addEventListener(type, heard);
    box.click();
    box.dispatchEvent(new Event('change', { bubbles: true }));
    expect(heard).not.toHaveBeenCalled();
    expect(box.checked).toBe(false);
    box.dispatchEvent(byHand(new MouseEvent('click', { bubbles: true, composed: true })));
    expect(heard).toHaveBeenCalled();
  });

  it('is done where a developer has opened the root', () => {
    const open = document.createElement('div');
    const inner = open.attachShadow({ mode: 'open' });
    const button = document.createElement('button');
    inner.append(button);
    shield(inner, stop.signal);
    button.addEventListener('click', heard);
    button.click();
    expect(heard).toHaveBeenCalledTimes(1);
  });
});

describe('[B1] a site that takes the focus', () => {
  const forgedPress = () => new Event('pointerdown', { bubbles: true, composed: true });
  const press = (on: EventTarget) => on.dispatchEvent(byHand(forgedPress()));
  const steal = async () => {
    field.focus();
    field.blur();
    await Promise.resolve();
    return root.activeElement === field;
  };
  beforeEach(() => {
    field.type = 'text';
    vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  });

  it('does not keep it from who types', async () => {
    expect(await steal()).toBe(true);
  });

  it('does not keep it by a press of its own', async () => {
    document.body.dispatchEvent(forgedPress());
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

  const throwOut = () => {
    host.remove();
    document.body.append(host);
    moved();
    return root.activeElement?.tagName;
  };

  it('does not keep it by throwing all of us out, whoever has it', () => {
    field.focus();
    expect(throwOut()).toBe('INPUT');
    const button = root.appendChild(document.createElement('button'));
    button.focus();
    expect(throwOut()).toBe('BUTTON');
  });

  it('gives nothing back to who had gone before it was thrown out', async () => {
    press(document.body);
    expect(await steal()).toBe(false);
    expect(throwOut()).toBeUndefined();
  });
});
