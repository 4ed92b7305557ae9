import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { paintPicture, type ReadPicture } from '../../../extension/ui/paint-picture.ts';
import { fail, ok } from '../../../shared/protocol/errors.ts';

const drawImage = vi.fn();
const canvas = () => ({ width: 0, height: 0, getContext: () => ({ drawImage }) }) as unknown as HTMLCanvasElement;
const decoded = vi.fn(async (_: Blob) => ({ width: 96, height: 96 }));
const settled = () => vi.advanceTimersByTimeAsync(1);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('createImageBitmap', decoded);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

describe('a picture on a face', () => {
  test('is read once for all faces of somebody, and painted once on each, however often they are drawn', async () => {
    const read = vi.fn<ReadPicture>(async () => ok(btoa('bytes')));
    const faces = [canvas(), canvas()];
    for (let drawing = 0; drawing < 3; drawing++) {
      for (const face of faces) paintPicture(read, 'once', face);
      await settled();
    }
    expect(read).toHaveBeenCalledOnce();
    expect(drawImage).toHaveBeenCalledTimes(2);
    expect(faces.map(({ width, height }) => [width, height])).toEqual([
      [96, 96],
      [96, 96],
    ]);
    expect(await decoded.mock.calls[0]?.[0].text()).toBe('bytes');
  });

  test('that can’t be read or decoded leaves the face, and is asked for again a minute later', async () => {
    const read = vi.fn<ReadPicture>(async () => fail('offline'));
    const face = canvas();
    const draw = async () => {
      paintPicture(read, 'later', face);
      await settled();
    };
    await draw();
    await draw();
    expect(read).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(60_000);
    read.mockResolvedValue(ok(btoa('rubbish')));
    decoded.mockRejectedValueOnce(new Error('no picture'));
    await draw();
    expect(drawImage).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(60_000);
    await draw();
    expect(drawImage).toHaveBeenCalledOnce();
  });
});
