/**
 * A thousand messages scrolled from end to end in a real Chromium, while the film's state comes in and people write:
 * `npm run bench:chat`. Prints one JSON line; exits with 1 if there was a task that a frame's reader would feel.
 */
import { openGallery } from '../gallery/open.ts';

/** RAIL: a task longer than this is felt. ms. */
const LONG_TASK_MS = 50;

interface Measured {
  longTasks: number[];
  frames: { count: number; p50: number; p95: number; worst: number };
  rowsDrawn: number;
  messages: number;
  seconds: number;
}

/** Runs in the page. */
async function scrollThrough(): Promise<Measured> {
  const scene = globalThis as unknown as {
    overlay: { local(state: unknown): void; chat(update: unknown): void };
    sample: { local: object; message: (seq: number) => object };
  };
  const log = document.querySelector('#watchparty-overlay')?.shadowRoot?.querySelector('.wp-log');
  if (!log) throw new Error('no log');
  const longTasks: number[] = [];
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) longTasks.push(task.duration);
  }).observe({ entryTypes: ['longtask'] });
  const frame = () => new Promise<number>((go) => requestAnimationFrame(go));
  const gaps: number[] = [];
  let rowsDrawn = 0;
  let seq = 1_000;
  const begun = performance.now();
  let last = await frame();
  // Up and down again, as far in each frame as a hard flick goes.
  for (const direction of [-1, 1]) {
    for (let n = 0; n < 900; n++) {
      const before = log.scrollTop;
      log.scrollTop += direction * 200;
      if (n % 60 === 0) scene.overlay.local({ ...scene.sample.local, position: 600 + n / 60 });
      if (n % 40 === 0) scene.overlay.chat({ messages: [scene.sample.message(++seq)], chatSeq: seq });
      const now = await frame();
      gaps.push(now - last);
      last = now;
      rowsDrawn = Math.max(rowsDrawn, log.querySelectorAll('[data-row]').length);
      if (n > 10 && log.scrollTop === before) break;
    }
  }
  const sorted = gaps.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round((sorted[Math.floor((sorted.length - 1) * share)] ?? 0) * 10) / 10;
  return {
    longTasks: longTasks.map(Math.round),
    frames: { count: gaps.length, p50: at(0.5), p95: at(0.95), worst: at(1) },
    rowsDrawn,
    messages: seq,
    seconds: Math.round((performance.now() - begun) / 100) / 10,
  };
}

const gallery = await openGallery();
try {
  const page = await gallery.page({ width: 1180, height: 620 });
  await page.goto(`${gallery.url}/?scene=thousand&size=sidebar`);
  await page.locator('#watchparty-overlay [data-row]').last().waitFor();
  // tsx names functions by a helper that the page lacks.
  await page.evaluate('globalThis.__name = (f) => f');
  const measured = await page.evaluate(scrollThrough);
  console.log(JSON.stringify(measured));
  if (measured.longTasks.some((ms) => ms > LONG_TASK_MS)) process.exitCode = 1;
} finally {
  await gallery.close();
}
