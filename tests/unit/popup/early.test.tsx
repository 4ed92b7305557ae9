// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { NO_FILM, type TabFilm } from '../../../extension/messaging/messages.ts';
import type { Ask } from '../../../extension/popup/background-link.ts';
import { type PopupContext, PopupProvider } from '../../../extension/popup/context.ts';
import { lookEarly, takeEarlyLook } from '../../../extension/popup/early-look.ts';
import { keepSpoken, lastSpoken, readingAhead } from '../../../extension/popup/early-words.ts';
import { useFilm } from '../../../extension/popup/use-film.ts';
import { allWords } from '../../../extension/ui/catalogue.ts';
import type { Language } from '../../../extension/ui/languages.ts';
import { fail, ok, type Result } from '../../../shared/protocol/errors.ts';

const page = (url: string): TabFilm => ({ ...NO_FILM, url });
/** Answers each look with the next of these; each is one question. */
const asked = (...answers: Result<TabFilm>[]) =>
  vi.fn(async () => answers.shift() ?? ok(page('https://later.example'))) as unknown as Ask & {
    mock: { calls: unknown[] };
  };

/** What each drawing of a screen about a tab says of it. */
async function screenOf(ask: Ask, tabId = 1) {
  const drawn: (string | null)[] = [];
  const Screen = () => {
    const film = useFilm();
    drawn.push(film?.url ?? null);
    return null;
  };
  const context = { ask, tabId } as unknown as PopupContext;
  const root = document.createElement('div');
  const draw = () => (
    <PopupProvider value={context}>
      <Screen />
    </PopupProvider>
  );
  await act(() => render(draw(), root));
  return { drawn, close: () => act(() => render(null, root)) };
}

describe('the early look at the tab', () => {
  beforeEach(() => void takeEarlyLook(0));

  it('is what the first screen begins with, without a question of its own', async () => {
    const ask = asked(ok(page('https://film.example')));
    lookEarly(ask, 1);
    await Promise.resolve();
    const { drawn } = await screenOf(ask);
    expect(drawn[0]).toBe('https://film.example');
    expect(ask.mock.calls).toHaveLength(1);
  });

  it('is waited for where it is on its way', async () => {
    let answer = (_: Result<TabFilm>): void => undefined;
    const ask = vi.fn(() => new Promise<Result<TabFilm>>((settle) => (answer = settle)));
    lookEarly(ask as unknown as Ask, 1);
    const { drawn } = await screenOf(ask as unknown as Ask);
    expect(drawn).toEqual([null]);
    await act(async () => answer(ok(page('https://film.example'))));
    expect(drawn.at(-1)).toBe('https://film.example');
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('is asked for anew where the worker went away under it', async () => {
    const ask = asked(fail('offline'), ok(page('https://film.example')));
    lookEarly(ask, 1);
    const { drawn } = await screenOf(ask);
    await vi.waitFor(() => expect(drawn.at(-1)).toBe('https://film.example'));
  });

  it('serves one screen, its own tab, and not for long', async () => {
    const ask = asked(ok(page('https://film.example')));
    lookEarly(ask, 1);
    const { close } = await screenOf(ask);
    await close();
    const next = await screenOf(ask);
    await vi.waitFor(() => expect(next.drawn).toEqual([null, 'https://later.example']));

    lookEarly(ask, 1, 0);
    expect(takeEarlyLook(2, 0)).toBeNull();
    lookEarly(ask, 1, 0);
    expect(takeEarlyLook(1, 10_000)).toBeNull();
    lookEarly(ask, 1, 0);
    expect(takeEarlyLook(1, 500)).not.toBeNull();
  });
});

describe('the early words', () => {
  const reader = () => vi.fn(async (language: Language) => allWords(language));

  it('are those of the last opening', () => {
    localStorage.clear();
    expect(lastSpoken()).toBeNull();
    keepSpoken('tr');
    expect(lastSpoken()).toBe('tr');
    localStorage.setItem('spoken', 'tlh');
    expect(lastSpoken()).toBeNull();
  });

  it('are read once when the guess is right', async () => {
    const read = reader();
    const wordsIn = readingAhead('de', read);
    expect(read).toHaveBeenCalledTimes(1);
    expect((await wordsIn('de')).language).toBe('de');
    expect(read).toHaveBeenCalledTimes(1);
    // Chosen again later: another reading, as without a guess.
    await wordsIn('de');
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('give way to the language that was chosen, and nobody minds a guess that failed', async () => {
    const read = vi.fn(async (language: Language) => {
      if (language === 'de') throw new Error('gone');
      return allWords(language);
    });
    const wordsIn = readingAhead('de', read);
    expect((await wordsIn('ja')).language).toBe('ja');
    await expect(readingAhead('de', read)('de')).rejects.toThrow('gone');
  });
});
