import { describe, expect, it } from 'vitest';
import { mentionAt, mentionedIn, splitMentions, suggestionsFor } from '../../../extension/overlay/mentions.ts';

const people = ['Ana', 'Ana Maria', 'Émile', 'Jo', 'Mary Ann'].map((name) => ({ id: name.toLowerCase(), name }));
const names = (text: string) => mentionedIn(text, people);

describe('mentions', () => {
  it('are offered from the @ on, while somebody fits, also over a space in a name', () => {
    expect(mentionAt('hey @', 5, people)).toEqual({ start: 4, query: '' });
    expect(mentionAt('hey @an', 7, people)).toEqual({ start: 4, query: 'an' });
    expect(mentionAt('@ana m', 6, people)).toEqual({ start: 0, query: 'ana m' });
    expect(mentionAt('@zed', 4, people)).toBeNull();
    expect(mentionAt('mail ana@jo', 11, people)).toBeNull();
    expect(mentionAt('@ana and', 8, people)).toBeNull();
    expect(mentionAt('@ana', 0, people)).toBeNull();
  });
  it('suggest who begins so before who has a word that does', () => {
    expect(suggestionsFor('an', people).map((one) => one.name)).toEqual(['Ana', 'Ana Maria', 'Mary Ann']);
  });
  it('find whole names, the longest first, in any case, and not inside other words', () => {
    expect(names('@ana maria, look')).toEqual(['ana maria']);
    expect(names('(@Ana) and @ÉMILE!')).toEqual(['ana', 'émile']);
    expect(names('@Anastasia a@Jo @Job')).toEqual([]);
    expect(names('@Jo @Jo')).toEqual(['jo']);
  });
  it('keep every character of the text', () => {
    const text = 'so @Ana Maria said @ana to @nobody @';
    expect(
      splitMentions(text, people)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});
