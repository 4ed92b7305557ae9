import type { Page } from 'playwright';
import { recorded } from '../support/film-recorder.ts';
import { positionOf } from '../support/skew.ts';

const REFRESH_MS = 500;

/**
 * Shows on each page, at its top, how far the films are apart just now, as measured from outside the extension.
 * @returns stop; the last figure stays
 */
export function showSkew(pages: readonly Page[]): () => Promise<void> {
  let stopped = false;
  const refresh = async () => {
    const tracks = await Promise.all(pages.map((page) => recorded(page, 25)));
    const at = Math.min(...tracks.map((track) => track.at(-1)?.at ?? 0));
    const positions = tracks.map((track) => positionOf(track, at));
    if (positions.some((position) => position === null)) return;
    const known = positions as number[];
    const skewMs = (Math.max(...known) - Math.min(...known)) * 1000;
    await Promise.all(pages.map((page) => page.evaluate(drawBadge, `${skewMs.toFixed(1)} ms apart`)));
  };
  const loop = (async () => {
    while (!stopped) {
      await refresh().catch(() => undefined); // a page may be navigating
      await new Promise((resolve) => setTimeout(resolve, REFRESH_MS));
    }
  })();
  return async () => {
    stopped = true;
    await loop;
  };
}

function drawBadge(text: string): void {
  const id = 'demo-skew';
  let badge = document.getElementById(id);
  if (!badge) {
    badge = document.createElement('div');
    badge.id = id;
    badge.style.cssText =
      'position:fixed;top:12px;left:12px;z-index:2147483000;padding:6px 12px;border-radius:999px;background:#131211e0;color:#f4f1ed;font:600 15px system-ui;font-variant-numeric:tabular-nums';
    document.body.append(badge);
  }
  badge.textContent = text;
}
