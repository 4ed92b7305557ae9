import type { Page } from 'playwright-core';
import type { Gallery } from './open.ts';
import type { Shot } from './shot.ts';
import { visit } from './visit.ts';

/** Open a shot on a page of its own and bring it to rest. @param onError errors of the page itself */
export async function show(gallery: Gallery, shot: Shot, onError: (message: string) => void): Promise<Page> {
  const page = await gallery.page({ width: shot.width, height: shot.height });
  page.on('pageerror', (error) => onError(error.message));
  page.on('console', (line) => line.type() === 'error' && onError(line.text()));
  await visit(page, gallery.url, shot);
  return page;
}
