import { deflateSync } from 'node:zlib';

/** Pictures made here, byte for byte, so that tests can say what is wrong with one. */

const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};

function crc(bytes: Uint8Array): number {
  let c = ~0;
  for (const byte of bytes) {
    c ^= byte;
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  }
  return ~c;
}

export const pngChunk = (kind: string, data: Uint8Array = Buffer.alloc(0)): Buffer => {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  return Buffer.concat([u32(data.length), body, u32(crc(body))]);
};

/** A PNG of one colour that every browser can draw. @param more chunks before the pixels */
export function png(
  width = 96,
  height = 96,
  rgb: readonly [number, number, number] = [200, 30, 30],
  ...more: Buffer[]
) {
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from(rgb))]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  const head = Buffer.concat([u32(width), u32(height), Buffer.from([8, 2, 0, 0, 0])]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', head),
    ...more,
    pngChunk('IDAT', pixels),
    pngChunk('IEND'),
  ]);
}

export const jpegPart = (marker: number, data: readonly number[]): Buffer =>
  Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255, ...data]);

/** The frame of a JPEG: sizes are right, pixels are made up. @param more parts before the frame */
export function jpeg(width = 96, height = 96, ...more: Buffer[]): Buffer {
  const size = [height >> 8, height & 255, width >> 8, width & 255];
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    jpegPart(0xe0, [...Buffer.from('JFIF\0')]),
    ...more,
    jpegPart(0xc0, [8, ...size, 1, 1, 0x11, 0]),
    jpegPart(0xda, [1, 1, 0, 0, 63, 0]),
    Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]),
    Buffer.from([0xff, 0xd9]),
  ]);
}

const riffChunk = (kind: string, data: Uint8Array): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return Buffer.concat([Buffer.from(kind, 'latin1'), length, data, Buffer.alloc(data.length % 2)]);
};

export const webpOf = (...chunks: [kind: string, data: Uint8Array][]): Buffer => {
  const body = Buffer.concat([Buffer.from('WEBP'), ...chunks.map(([kind, data]) => riffChunk(kind, data))]);
  return riffChunk('RIFF', body);
};

/** The frame of a lossy WebP. */
export const vp8 = (width: number, height: number): Buffer => {
  const sides = Buffer.alloc(4);
  sides.writeUInt16LE(width, 0);
  sides.writeUInt16LE(height, 2);
  return Buffer.concat([Buffer.from([0x10, 0, 0, 0x9d, 0x01, 0x2a]), sides, Buffer.alloc(5)]);
};

/** The frame of a lossless WebP. */
export const vp8l = (width: number, height: number): Buffer => {
  const bits = Buffer.alloc(4);
  bits.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0);
  return Buffer.concat([Buffer.from([0x2f]), bits, Buffer.alloc(3)]);
};

/** The canvas of a WebP of many parts. */
export const vp8x = (width: number, height: number): Buffer => {
  const bytes = Buffer.alloc(10);
  bytes.writeUIntLE(width - 1, 4, 3);
  bytes.writeUIntLE(height - 1, 7, 3);
  return bytes;
};
