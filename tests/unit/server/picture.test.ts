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

  it('no part of a JPEG that other readers take to end elsewhere: nothing hides in what is jumped over', () => {
    const vast = jpegPart(0xc0, [8, 0x4e, 0x20, 0x4e, 0x20, 1, 1, 0x11, 0]);
    for (const hidden of [vast, jpegPart(0xe1, exif)]) {
      for (const marker of [0x00, 0x01, 0x02, 0xbf, ...Array.from({ length: 9 }, (_, n) => 0xd0 + n)]) {
        // Whoever takes the marker to carry no length goes on at the two bytes behind it, to the next 0xff.
        const bytes = jpeg(9, 9, jpegPart(marker, [...hidden]));
        expect(fault(bytes), `marker ${marker.toString(16)}`).toBe('kind');
      }
    }
    // Frames that browsers do not draw, a size behind the pixels, and what nobody knows.
    for (const marker of [0xc3, 0xc5, 0xc8, 0xc9, 0xcc, 0xcf, 0xdc, 0xde, 0xdf, 0xf0, 0xfd])
      expect(fault(jpeg(9, 9, jpegPart(marker, [0, 9]))), `marker ${marker.toString(16)}`).toBe('kind');
    // Among the pixels too, behind a byte that fills.
    const [start, end] = [jpeg(9, 9).subarray(0, -2), Buffer.from([0xff, 0xd9])];
    for (const marker of [0x00, 0xd0])
      expect(fault(Buffer.concat([start, Buffer.from([0xff, 0xff, marker, 0, vast.length + 2]), vast, end]))).toBe(
        'kind',
      );
  });

  it('no notes of where, when or by whom it was taken', () => {
    for (const kind of ['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME', 'acTL', 'iCCP'])
      expect(fault(png(9, 9, [0, 0, 0], pngChunk(kind, Buffer.from('x')))), kind).toBe('notes');
    expect(fault(png(9, 9, [0, 0, 0], pngChunk('gAMA', Buffer.alloc(4))))).toBe('image/png');
    for (const marker of [0xe1, 0xed, 0xfe]) expect(fault(jpeg(9, 9, jpegPart(marker, exif)))).toBe('notes');
    for (const [marker, start] of [
      [0xe0, 'JFIF\0'],
      [0xe2, 'ICC_PROFILE\0'],
      [0xee, 'Adobe'],
    ] as const) {
      expect(fault(jpeg(9, 9, jpegPart(marker, [...Buffer.from(start)])))).toBe('image/jpeg');
      // A thumbnail, a list of further pictures, whatever a camera puts behind a marker that others use as well.
      for (const other of ['JFXX\0', 'MPF\0', 'FPXR\0', 'Exif\0\0', start.toLowerCase(), start.slice(0, -1), ''])
        expect(fault(jpeg(9, 9, jpegPart(marker, [...Buffer.from(other)]))), `${marker} ${other}`).toBe('notes');
    }
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
