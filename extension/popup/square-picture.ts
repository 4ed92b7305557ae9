import { readPicture } from '../../shared/party/picture.ts';
import { PICTURE_MAX_BYTES, PICTURE_PX } from '../../shared/protocol/limits.ts';

/** Photos of good cameras have 10 to 20 MB; more takes browsers seconds and memory. */
export const FILE_MAX_MB = 30;
/** The first that fits is taken. At the last no photo of this size has more than 2 kB. */
const QUALITIES = [0.9, 0.8, 0.7, 0.6, 0.5, 0.3, 0.1];

export type Squared = { ok: true; bytes: Uint8Array<ArrayBuffer> } | { ok: false; why: 'too-big' | 'unreadable' };

/**
 * The middle of a picture as a small square JPEG. Drawn anew, it has no notes of the camera (place, time, device), whatever
 * the file had; turned as the camera was held.
 */
export async function squarePicture(file: Blob): Promise<Squared> {
  if (file.size > FILE_MAX_MB * 1e6) return { ok: false, why: 'too-big' };
  try {
    const whole = await createImageBitmap(file);
    const side = Math.min(whole.width, whole.height);
    const [left, top] = [(whole.width - side) >> 1, (whole.height - side) >> 1];
    const size = { resizeWidth: PICTURE_PX, resizeHeight: PICTURE_PX, resizeQuality: 'high' } as const;
    const small = await createImageBitmap(whole, left, top, side, side, size);
    whole.close();
    const canvas = new OffscreenCanvas(PICTURE_PX, PICTURE_PX);
    const context = canvas.getContext('2d');
    if (!context) return { ok: false, why: 'unreadable' };
    // JPEG has no holes: what is clear would become black.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, PICTURE_PX, PICTURE_PX);
    context.drawImage(small, 0, 0);
    for (const quality of QUALITIES) {
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      if (bytes.length <= PICTURE_MAX_BYTES && readPicture(bytes).ok) return { ok: true, bytes };
    }
  } catch {
    // the browser knows no such picture, or the file is damaged or gone
  }
  return { ok: false, why: 'unreadable' };
}
