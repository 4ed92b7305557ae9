import { describe, expect, test } from 'vitest';
import { pictureReader } from '../../../extension/background/pictures.ts';
import { PICTURE_MAX_BYTES } from '../../../shared/protocol/limits.ts';
import { png } from '../../support/pictures.ts';

const RED = png(8, 8, [255, 0, 0]);

/** A server that answers in turn, and what it was asked. */
function server(...answers: (() => Response)[]) {
  const asked: { url: string; init: RequestInit | undefined }[] = [];
  const ask: typeof fetch = async (url, init) => {
    asked.push({ url: String(url), init });
    return (answers[asked.length - 1] ?? answers.at(-1))!();
  };
  return { asked, read: pictureReader(() => 'https://party.example', ask) };
}
const picture =
  (bytes: Uint8Array<ArrayBuffer> = new Uint8Array(RED)) =>
  () =>
    new Response(bytes);
const code = (answer: Awaited<ReturnType<ReturnType<typeof server>['read']>>) => (answer.ok ? 'ok' : answer.error.code);

describe('pictures of members', () => {
  test('come from the server in use, without a token, whatever the id says', async () => {
    const { asked, read } = server(picture());
    expect(await read('abc')).toEqual({ ok: true, value: RED.toString('base64') });
    await read('../../elsewhere?x=https://evil.example');
    expect(asked.map(({ url }) => url)).toEqual([
      'https://party.example/api/picture/abc',
      'https://party.example/api/picture/..%2F..%2Felsewhere%3Fx%3Dhttps%3A%2F%2Fevil.example',
    ]);
    expect(asked[0]?.init).toMatchObject({ credentials: 'omit', redirect: 'error' });
    expect(asked[0]?.init?.headers).toBeUndefined();
  });

  test('are asked for once, also by many at the same time, and the oldest are forgotten', async () => {
    const { asked, read } = server(picture());
    await Promise.all([read('a'), read('a'), read('a')]);
    await read('a');
    expect(asked).toHaveLength(1);
    for (let n = 0; n < 100; n++) await read(`n${n}`);
    expect(asked).toHaveLength(101);
    await read('n99');
    expect(asked).toHaveLength(101);
    await read('a');
    expect(asked).toHaveLength(102);
  });

  test('are asked for again after a failure that may pass, and not after one that stays', async () => {
    const broken = () => {
      throw new TypeError('no network');
    };
    const { asked, read } = server(broken, () => new Response('', { status: 503 }), picture());
    expect([await read('a'), await read('a'), await read('a')].map(code)).toEqual(['offline', 'unavailable', 'ok']);
    expect(asked).toHaveLength(3);
    const gone = server(() => new Response('{}', { status: 404 }));
    expect([await gone.read('a'), await gone.read('a')].map(code)).toEqual(['not-found', 'not-found']);
    expect(gone.asked).toHaveLength(1);
  });

  test('are pictures, and small: a page’s process decodes nothing else', async () => {
    for (const bytes of [png(500, 8), Buffer.from('<svg/>'), Buffer.alloc(PICTURE_MAX_BYTES + 1)])
      expect(code(await server(picture(new Uint8Array(bytes))).read('a'))).toBe('bad-picture');
  });

  test('are not read further than a picture may go, whatever length is said', async () => {
    const whole = png(96, 96);
    const parts = (list: Uint8Array[], headers: Record<string, string> = {}) => {
      const seen = { pulled: 0, cancelled: false };
      const body = new ReadableStream<Uint8Array>(
        {
          pull: (to) => {
            const part = list[seen.pulled++];
            if (part) to.enqueue(part);
            else to.close();
          },
          cancel: () => {
            seen.cancelled = true;
          },
        },
        { highWaterMark: 0 },
      );
      return { seen, answer: () => new Response(body, { headers }) };
    };
    const inTwo = parts([whole.subarray(0, 50), whole.subarray(50)]);
    expect(await server(inTwo.answer).read('a')).toEqual({ ok: true, value: whole.toString('base64') });
    // It says more than there may be: nothing is read at all.
    const said = parts([whole], { 'content-length': String(PICTURE_MAX_BYTES + 1) });
    expect(code(await server(said.answer).read('a'))).toBe('bad-picture');
    expect(said.seen).toEqual({ pulled: 0, cancelled: true });
    // It says less, or nothing, and goes on and on.
    for (const headers of [{ 'content-length': '9' }, {}] as Record<string, string>[]) {
      const flood = parts(Array<Uint8Array>(1_000).fill(new Uint8Array(1_024)), headers);
      expect(code(await server(flood.answer).read('a'))).toBe('bad-picture');
      expect(flood.seen).toEqual({ pulled: PICTURE_MAX_BYTES / 1_024 + 1, cancelled: true });
    }
    expect(code(await server(() => new Response(null)).read('a'))).toBe('bad-picture');
  });
});
