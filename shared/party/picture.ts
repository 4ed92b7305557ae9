import { PICTURE_MAX_PX } from '../protocol/limits.ts';

/** What an uploaded picture may be. Each browser shows them, and their sizes stand in the first bytes. */
export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

/** Why bytes are no picture for a face: another kind of file or a damaged one, too many pixels, or notes of a camera in it. */
export type PictureFault = 'kind' | 'pixels' | 'notes';

interface Found {
  width: number;
  height: number;
  /** Where and when it was taken, with what, by whom; or a second picture behind the first. */
  notes: boolean;
}

/**
 * Goes through a picture's own structure, from its first byte to its last: nothing stands before, between or behind that
 * does not belong to it. Pixels are not decoded.
 */
export function readPicture(
  bytes: Uint8Array,
): { ok: true; type: PictureType; width: number; height: number } | { ok: false; fault: PictureFault } {
  for (const [type, read] of READERS) {
    const found = read(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    if (!found) continue;
    const { width, height, notes } = found;
    if (Math.max(width, height) > PICTURE_MAX_PX) return { ok: false, fault: 'pixels' };
    return notes ? { ok: false, fault: 'notes' } : { ok: true, type, width, height };
  }
  return { ok: false, fault: 'kind' };
}

type Reader = (view: DataView) => Found | null;

/** Null for what is cut off or has no pixels. */
const whole =
  (read: Reader): Reader =>
  (view) => {
    try {
      const found = read(view);
      return found && found.width > 0 && found.height > 0 ? found : null;
    } catch (error) {
      if (error instanceof RangeError) return null; // it ends in the middle of something
      throw error;
    }
  };

const letters = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));

/** No iCCP: a profile is packed there, and may hold a thousand times its size. What we send is a JPEG. */
const PNG_PIXELS = ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'cHRM', 'gAMA', 'sBIT', 'sRGB', 'cICP', 'pHYs'];

function readPng(view: DataView): Found | null {
  if (view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a) return null;
  if (letters(view, 12) !== 'IHDR') return null;
  const found = { width: view.getUint32(16), height: view.getUint32(20), notes: false };
  for (let at = 8; ; ) {
    const kind = letters(view, at + 4);
    // Length, kind, data, checksum.
    const next = at + 12 + view.getUint32(at);
    if (next > view.byteLength) return null;
    if (!PNG_PIXELS.includes(kind)) found.notes = true;
    if (kind === 'IEND') return next === view.byteLength ? found : null;
    at = next;
  }
}

/** What says how the pixels are meant, and how it begins: other things have the same markers, a second picture among them. */
const JPEG_HOW = new Map([
  [0xe0, 'JFIF\0'],
  [0xe2, 'ICC_PROFILE\0'],
  [0xee, 'Adobe'],
]);
/** Sizes, in the three ways that browsers draw. */
const JPEG_FRAMES = [0xc0, 0xc1, 0xc2];
/** Tables, how often it restarts, and where pixels begin. */
const JPEG_PARTS = [0xc4, 0xdb, 0xdd, 0xda];

const beginsWith = (view: DataView, at: number, text: string): boolean =>
  [...text].every((letter, n) => view.getUint8(at + n) === letter.charCodeAt(0));

/**
 * Only markers that every reader takes to carry a length: what one of them goes through and another jumps over can hide a
 * second size, or notes.
 */
function readJpeg(view: DataView): Found | null {
  if (view.getUint16(0) !== 0xffd8) return null;
  const found = { width: 0, height: 0, notes: false };
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1;
    else if (marker === 0xd9) return at + 2 === view.byteLength ? found : null;
    else {
      const how = JPEG_HOW.get(marker);
      if (JPEG_FRAMES.includes(marker)) {
        // A second frame would be a second size.
        if (found.width > 0) return null;
        Object.assign(found, { height: view.getUint16(at + 5), width: view.getUint16(at + 7) });
      } else if (how !== undefined) found.notes ||= !beginsWith(view, at + 4, how);
      else if ((marker >= 0xe0 && marker <= 0xef) || marker === 0xfe) found.notes = true;
      else if (!JPEG_PARTS.includes(marker)) return null;
      at += 2 + view.getUint16(at + 2);
      if (marker === 0xda) at = endOfScan(view, at);
    }
  }
}

/** Past the pixels, in which a marker is escaped or a restart. */
function endOfScan(view: DataView, from: number): number {
  for (let at = from; ; at += 1) {
    if (view.getUint8(at) !== 0xff) continue;
    const next = view.getUint8(at + 1);
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
}

const WEBP_PIXELS = ['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP'];

function readWebp(view: DataView): Found | null {
  if (letters(view, 0) !== 'RIFF' || letters(view, 8) !== 'WEBP') return null;
  if (view.getUint32(4, true) + 8 !== view.byteLength) return null;
  const found = { width: 0, height: 0, notes: false };
  let pixels = 0;
  for (let at = 12; at < view.byteLength; ) {
    const kind = letters(view, at);
    const length = view.getUint32(at + 4, true);
    const next = at + 8 + length + (length % 2);
    if (next > view.byteLength) return null;
    if (!WEBP_PIXELS.includes(kind)) found.notes = true;
    const size = webpSize(view, kind, at + 8);
    if (kind === 'VP8 ' || kind === 'VP8L') pixels += size ? 1 : 2;
    if (size) {
      found.width = Math.max(found.width, size.width);
      found.height = Math.max(found.height, size.height);
    }
    at = next;
  }
  return pixels === 1 ? found : null;
}

function webpSize(view: DataView, kind: string, at: number): { width: number; height: number } | null {
  if (kind === 'VP8 ') {
    if (view.getUint8(at + 3) !== 0x9d || view.getUint16(at + 4) !== 0x012a) return null;
    return { width: view.getUint16(at + 6, true) & 0x3fff, height: view.getUint16(at + 8, true) & 0x3fff };
  }
  if (kind === 'VP8L') {
    if (view.getUint8(at) !== 0x2f) return null;
    const bits = view.getUint32(at + 1, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (kind !== 'VP8X') return null;
  const side = (from: number) => (view.getUint16(from, true) | (view.getUint8(from + 2) << 16)) + 1;
  return { width: side(at + 4), height: side(at + 7) };
}

const READERS: readonly [PictureType, Reader][] = [
  ['image/png', whole(readPng)],
  ['image/jpeg', whole(readJpeg)],
  ['image/webp', whole(readWebp)],
];
