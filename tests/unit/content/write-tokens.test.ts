import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  explain,
  issue,
  openBook,
  type TokenBook,
  type TokenKind,
  withdraw,
} from '../../../extension/content/write-tokens.ts';

const write = (book: TokenBook, kind: TokenKind, value = 0): TokenBook => issue(book, kind, value).book;
const paused = openBook(true, 1);
const playing = openBook(false, 1);

describe('write tokens', () => {
  it('[S19] an own write explains the event that it causes, once', () => {
    const first = explain(write(paused, 'play'), { kind: 'play' });
    expect(first.explained).toBe(true);
    expect(first.book.tokens).toEqual([]);
    const pause = explain(first.book, { kind: 'pause' });
    expect(pause.explained).toBe(false);
  });

  it('[S19] a token never swallows the opposite action', () => {
    const book = write(paused, 'play');
    const { explained } = explain({ ...book, paused: false }, { kind: 'pause' });
    expect(explained).toBe(false);
  });

  it('[S19] no deaf window: a person who pauses right after an own play is heard', () => {
    const own = explain(write(paused, 'play'), { kind: 'play' });
    expect(explain(own.book, { kind: 'pause' }).explained).toBe(false);
  });

  it('[S19] play, pause, play in one breath: three events, all own', () => {
    let book = write(write(write(paused, 'play'), 'pause'), 'play');
    for (const kind of ['play', 'pause', 'play'] as const) {
      const result = explain(book, { kind });
      expect(result.explained).toBe(true);
      book = result.book;
    }
    expect(book.tokens).toEqual([]);
  });

  it('[S19] a seek is known by its target: half a second is the same, more is another hand', () => {
    const book = write(playing, 'seek', 60);
    expect(explain(book, { kind: 'seeking', position: 60.4 }).explained).toBe(true);
    expect(explain(book, { kind: 'seeking', position: 60.6 }).explained).toBe(false);
  });

  it('[S19] seeking keeps the token for its seeked', () => {
    const seeking = explain(write(playing, 'seek', 60), { kind: 'seeking', position: 60 });
    const seeked = explain(seeking.book, { kind: 'seeked', position: 60.05 });
    expect(seeked.explained).toBe(true);
    expect(seeked.book.tokens).toEqual([]);
  });

  it('[S19] two own seeks: the overtaken one expires with the newer', () => {
    const book = write(write(playing, 'seek', 10), 'seek', 90);
    const { book: after } = explain(book, { kind: 'seeking', position: 90 });
    expect(after.tokens.map(({ value }) => value)).toEqual([90]);
  });

  it('[S19] a foreign seek ends the own one: the person going back to where we went is heard', () => {
    const foreign = explain(write(playing, 'seek', 60), { kind: 'seeking', position: 200 });
    expect(foreign.explained).toBe(false);
    expect(explain(foreign.book, { kind: 'seeking', position: 60 }).explained).toBe(false);
  });

  it('[S19] a seek is explained by its kind while the site hides its clock', () => {
    expect(explain(write(playing, 'seek', 60), { kind: 'seeking', position: null }).explained).toBe(true);
    expect(explain(playing, { kind: 'seeking', position: null }).explained).toBe(false);
  });

  it('[S20] a rate is known by its value', () => {
    const book = write(playing, 'rate', 1.01);
    expect(explain(book, { kind: 'rate', rate: 1.01 }).explained).toBe(true);
    expect(explain(book, { kind: 'rate', rate: 1 }).explained).toBe(true); // nothing has changed: it was 1 before
    expect(explain(book, { kind: 'rate', rate: 2 }).explained).toBe(false);
  });

  it('[S20] two rates written in one task: both events show the second', () => {
    const book = write(write(playing, 'rate', 1.01), 'rate', 1.02);
    const first = explain(book, { kind: 'rate', rate: 1.02 });
    expect(first.explained).toBe(true);
    expect(explain(first.book, { kind: 'rate', rate: 1.02 }).explained).toBe(true);
  });

  it('[S20] a site that sets the rate back is not us', () => {
    const own = explain(write(playing, 'rate', 1.01), { kind: 'rate', rate: 1.01 });
    expect(explain(own.book, { kind: 'rate', rate: 1 }).explained).toBe(false);
  });

  it('[S19] a write that came to nothing lies in wait for nobody', () => {
    const { book, id } = issue(paused, 'play');
    expect(explain(withdraw(book, id), { kind: 'play' }).explained).toBe(false);
  });

  it('[S19] whatever is written and answered in order, all is explained and nothing is left', () => {
    const writes = fc.array(fc.oneof(fc.constant('toggle' as const), fc.double({ min: 0, max: 5_000, noNaN: true })));
    fc.assert(
      fc.property(writes, (list) => {
        let book = paused;
        let stands = true;
        for (const one of list) {
          if (one === 'toggle') {
            const kind = stands ? 'play' : 'pause';
            stands = !stands;
            const result = explain(write(book, kind), { kind });
            expect(result.explained).toBe(true);
            book = result.book;
          } else {
            const seeking = explain(write(book, 'seek', one), { kind: 'seeking', position: one });
            const seeked = explain(seeking.book, { kind: 'seeked', position: one });
            expect(seeking.explained && seeked.explained).toBe(true);
            book = seeked.book;
          }
        }
        expect(book.tokens).toEqual([]);
      }),
    );
  });

  it('a clock that does not say where to swallows no second jump', () => {
    const { book } = issue(openBook(false, 1), 'seek', 50);
    const first = explain(book, { kind: 'seeking', position: null });
    expect(first.explained).toBe(true);
    expect(explain(first.book, { kind: 'seeking', position: null }).explained).toBe(false);
    expect(explain(first.book, { kind: 'seeked', position: null }).explained).toBe(true);
  });
});
