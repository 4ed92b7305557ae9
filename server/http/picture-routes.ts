import type { RequestHandler, Router } from 'express';
import { PICTURE_PATH } from '../../shared/protocol/api.ts';
import { fail } from '../../shared/protocol/errors.ts';
import { failureOf } from '../failures.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { answer } from './route.ts';

/** An id never shows another picture; `private`: only the browser that asked may keep it. */
const FOREVER = 'private, max-age=31536000, immutable';

/**
 * People's pictures, as bytes. What strangers uploaded is shown as a picture or not at all: its kind is the one that was
 * found in it, no page can load it as an image, and opened by itself it is a download without an origin. Only the one that
 * its owner's record names is there: what was replaced is gone from that moment, whenever its bytes are deleted.
 */
export function pictureRoutes(
  router: Router,
  { store, log, limit }: { store: Store; log: Log; limit: RequestHandler },
): void {
  router.get(PICTURE_PATH, limit, async (request, response) => {
    try {
      const picture = await store.pictures.byId(String(request.params.id));
      const counts = picture && (await store.users.byId(picture.userId))?.picture === picture.id;
      if (!counts) {
        response.setHeader('Cache-Control', 'no-store');
        return answer(response, fail('not-found'));
      }
      response.set({
        'Cache-Control': FOREVER,
        'Content-Type': picture.type,
        'Content-Length': String(picture.bytes.length),
        'Content-Disposition': 'attachment',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Cross-Origin-Resource-Policy': 'same-origin',
        'X-Content-Type-Options': 'nosniff',
      });
      response.end(picture.bytes);
    } catch (error) {
      answer(response, failureOf(error, 'picture', log));
    }
  });
}
