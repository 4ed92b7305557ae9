import type { Result } from '../../shared/protocol/errors.ts';

/** A picture by its id, as base64: messages between worlds are JSON. */
export type ReadPicture = (picture: string) => Promise<Result<string>>;

/** Faces of two full parties. The oldest go. */
const KEPT = 100;
/** A picture that could not be read is asked for again after this, ms. */
const AGAIN_AFTER_MS = 60_000;

const kept = new Map<string, Promise<ImageBitmap | null>>();
const asked = new WeakSet<HTMLCanvasElement>();

/**
 * Paints a picture on a canvas once it has been read. No address of it ever stands in a page, which could forbid or see it.
 * May be called at each drawing.
 */
export function paintPicture(read: ReadPicture, picture: string, canvas: HTMLCanvasElement): void {
  if (asked.has(canvas)) return;
  asked.add(canvas);
  void bitmapOf(read, picture).then((bitmap) => {
    if (!bitmap) return asked.delete(canvas);
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  });
}

function bitmapOf(read: ReadPicture, picture: string): Promise<ImageBitmap | null> {
  const known = kept.get(picture);
  if (known) return known;
  const bitmap = decode(read, picture).catch(() => null); // whatever the browser can't draw is no picture
  kept.set(picture, bitmap);
  for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
  void bitmap.then((drawn) => drawn ?? setTimeout(() => kept.delete(picture), AGAIN_AFTER_MS));
  return bitmap;
}

async function decode(read: ReadPicture, picture: string): Promise<ImageBitmap | null> {
  const answer = await read(picture);
  if (!answer.ok) return null;
  const bytes = Uint8Array.from(atob(answer.value), (character) => character.charCodeAt(0));
  return createImageBitmap(new Blob([bytes]));
}
