import { describe, expect, it } from 'vitest';
import { createNewsSince } from '../../../extension/background/news-since.ts';
import { applyGone, applyMember, type PartyState } from '../../../extension/background/party.ts';
import { member, party } from './samples.ts';

const ids = ({ members }: PartyState) => members.map(({ id }) => id);
const came = (id: string) => (held: PartyState) => applyMember(held, member(id));
const went = (id: string) => (held: PartyState) => applyGone(held, id);
const nobody = party({ members: [] });

function answerLater<T>() {
  let resolve: (answer: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

describe('[S27] a snapshot that others overtake on its way', () => {
  it('gets what was told since it was asked for, in its order, and nothing of before', async () => {
    const news = createNewsSince();
    news.heard(came('before'));
    const { promise, resolve } = answerLater<string>();
    const waiting = news.over(promise);
    news.heard(came('ana'));
    news.heard(came('kei'));
    news.heard(went('ana'));
    resolve('the answer');
    const { answer, brought } = await waiting;
    news.heard(came('after'));
    expect(answer).toBe('the answer');
    expect(ids(brought(nobody))).toEqual(['kei']);
  });

  it('two of them at once have each their own', async () => {
    const news = createNewsSince();
    const [first, second] = [answerLater<null>(), answerLater<null>()];
    const one = news.over(first.promise);
    news.heard(came('ana'));
    const other = news.over(second.promise);
    first.resolve(null);
    const { brought } = await one;
    news.heard(came('kei'));
    second.resolve(null);
    expect(ids(brought(nobody))).toEqual(['ana']);
    expect(ids((await other).brought(nobody))).toEqual(['kei']);
  });

  it('that fails leaves nothing behind', async () => {
    const news = createNewsSince();
    await expect(news.over(Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    news.heard(() => {
      throw new Error('carried out for nobody');
    });
  });
});
