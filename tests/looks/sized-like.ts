import { PNG } from 'pngjs';

/** A screen whose sides differ by more than this has not been drawn a little differently: it has fallen apart. */
const SIDE_MAY_DIFFER = 0.05;
/** On no screen of ours: where the picture has nothing it differs. */
const NOTHING = [255, 0, 255, 255];

/**
 * A picture cut or filled up at its right and lower edge to another one's size: what compares pictures takes none of
 * another size, not even by one pixel.
 * @throws if it is much smaller or larger
 */
export function sizedLike(picture: Buffer, model: Buffer): Buffer {
  const [from, like] = [PNG.sync.read(picture), PNG.sync.read(model)];
  for (const side of ['width', 'height'] as const)
    if (Math.abs(from[side] - like[side]) > Math.ceil(like[side] * SIDE_MAY_DIFFER))
      throw new Error(`its ${side} is ${from[side]} px, and was ${like[side]}`);
  const to = new PNG({ width: like.width, height: like.height });
  to.data.set(Buffer.alloc(to.data.length, Buffer.from(NOTHING)));
  PNG.bitblt(from, to, 0, 0, Math.min(from.width, to.width), Math.min(from.height, to.height), 0, 0);
  return PNG.sync.write(to);
}
