import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPicture } from '../../../shared/party/picture.ts';
import {
  PICTURE_BODY_MAX_BYTES,
  PICTURE_MAX_BYTES,
  PICTURE_MAX_PX,
  PICTURE_PX,
} from '../../../shared/protocol/limits.ts';
import { jpeg, jpegPart, png, pngChunk, vp8, vp8l, vp8x, webpOf } from '../../support/pictures.ts';

const fault = (bytes: Uint8Array) => {
  const read = readPicture(bytes);
  return read.ok ? read.type : read.fault;
};
const exif = [...Buffer.from('Exif\0\0 48.8 N 2.3 E')];

describe('what may be a picture', () => {
  it.each([
    ['a PNG', png(96, 64), 'image/png', 96, 64],
    ['a JPEG', jpeg(96, 64), 'image/jpeg', 96, 64],
    ['a lossy WebP', webpOf(['VP8 ', vp8(96, 64)]), 'image/webp', 96, 64],
    ['a lossless WebP', webpOf(['VP8L', vp8l(96, 64)]), 'image/webp', 96, 64],
    ['a WebP of parts', webpOf(['VP8X', vp8x(96, 64)], ['VP8 ', vp8(96, 64)]), 'image/webp', 96, 64],
  ])('%s, with its sides', (_, bytes, type, width, height) => {
    expect(readPicture(bytes)).toEqual({ ok: true, type, width, height });
    // Inside of a larger buffer too.
    const inside = Buffer.concat([Buffer.from('xx'), bytes, Buffer.from('yy')]).subarray(2, -2);
    expect(readPicture(inside)).toMatchObject({ ok: true, width, height });
  });

  it('nothing but these three, whole, with nothing before or behind', () => {
    const others = ['', 'GIF89a', '<svg xmlns="http://www.w3.org/2000/svg"/>', '<!doctype html>', 'BM', 'RIFF    WAVE'];
    for (const text of others) expect(fault(Buffer.from(text)), text).toBe('kind');
    for (const bytes of [png(), jpeg(), webpOf(['VP8 ', vp8(96, 96)])]) {
      for (let cut = 0; cut < bytes.length; cut++) expect(fault(bytes.subarray(0, cut)), `cut at ${cut}`).toBe('kind');
      expect(fault(Buffer.concat([bytes, Buffer.from('<script>')]))).toBe('kind');
      expect(fault(Buffer.concat([Buffer.from(' '), bytes]))).toBe('kind');
    }
    const magic: [Buffer, number[]][] = [
      [png(), [0, 1, 2, 3, 4, 5, 6, 7]],
      [jpeg(), [0, 1]],
      [webpOf(['VP8 ', vp8(96, 96)]), [0, 1, 2, 3, 8, 9, 10, 11]],
    ];
    for (const [bytes, places] of magic)
      for (const at of places) {
        const bent = Buffer.from(bytes);
        bent[at] = (bent[at] ?? 0) ^ 1;
        expect(fault(bent), `byte ${at}`).toBe('kind');
      }
    expect(fault(webpOf(['VP8X', vp8x(96, 96)]))).toBe('kind');
    expect(fault(webpOf(['VP8 ', vp8(9, 9)], ['VP8 ', vp8(9, 9)]))).toBe('kind');
    expect(fault(jpeg(0, 96))).toBe('kind');
  });

  it(`sides of ${PICTURE_MAX_PX} px at most, wherever they are written`, () => {
    const most = PICTURE_MAX_PX;
    for (const make of [png, jpeg, (w: number, h: number) => webpOf(['VP8 ', vp8(w, h)])]) {
      expect(readPicture(make(most, most))).toMatchObject({ ok: true });
      expect(fault(make(most + 1, 1))).toBe('pixels');
      expect(fault(make(1, most + 1))).toBe('pixels');
    }
    expect(fault(webpOf(['VP8L', vp8l(most + 1, 1)]))).toBe('pixels');
    // A small canvas with a large frame, and the other way round.
    expect(fault(webpOf(['VP8X', vp8x(9, 9)], ['VP8 ', vp8(9_000, 9)]))).toBe('pixels');
    expect(fault(webpOf(['VP8X', vp8x(70_000, 9)], ['VP8 ', vp8(9, 9)]))).toBe('pixels');
  });

  it('no notes of where, when or by whom it was taken', () => {
    for (const kind of ['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME', 'acTL'])
      expect(fault(png(9, 9, [0, 0, 0], pngChunk(kind, Buffer.from('x')))), kind).toBe('notes');
    expect(fault(png(9, 9, [0, 0, 0], pngChunk('gAMA', Buffer.alloc(4))))).toBe('image/png');
    for (const marker of [0xe1, 0xed, 0xfe]) expect(fault(jpeg(9, 9, jpegPart(marker, exif)))).toBe('notes');
    expect(fault(jpeg(9, 9, jpegPart(0xe2, [...Buffer.from('ICC_PROFILE\0')])))).toBe('image/jpeg');
    for (const kind of ['EXIF', 'XMP ', 'ANIM'])
      expect(fault(webpOf(['VP8X', vp8x(9, 9)], ['VP8 ', vp8(9, 9)], [kind, Buffer.from('x')])), kind).toBe('notes');
  });

  it('reads whatever comes to its end, without a slip', () => {
    const starts = [png(), jpeg(), webpOf(['VP8 ', vp8(96, 96)])];
    const bent = fc.tuple(fc.constantFrom(...starts), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }));
    fc.assert(
      fc.property(bent, ([bytes, changes]) => {
        const copy = Buffer.from(bytes);
        for (const [at, value] of changes) copy[at % copy.length] = value;
        const read = readPicture(copy);
        if (read.ok) expect(Math.max(read.width, read.height)).toBeLessThanOrEqual(PICTURE_MAX_PX);
      }),
      { numRuns: 3_000 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => readPicture(bytes).ok === false));
  });

  it('the icons of the extension are bare PNGs: what others write can be read', () => {
    const icon = readFileSync('extension/icons/128.png');
    expect(readPicture(icon)).toMatchObject({ width: 128, height: 128 });
  });
});

it('the limits fit each other: a body holds the largest picture, what we make is let in', () => {
  expect((PICTURE_MAX_BYTES / 3) * 4 + 64).toBeLessThan(PICTURE_BODY_MAX_BYTES);
  expect(PICTURE_PX).toBeLessThanOrEqual(PICTURE_MAX_PX);
});
