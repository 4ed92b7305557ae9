/**
 * A thousand messages scrolled from end to end in a real Chromium, while the film's state comes in and people write:
 * `npm run bench:chat [-- --json]`. Exits with 1 if a reader would feel it (scroll-judgement.ts), with 2 if it was called
 * wrongly.
 */
import { parseArgs } from 'node:util';
import { openGallery } from '../gallery/open.ts';
import { jankIn, type Measured } from './scroll-judgement.ts';

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

async function measure(): Promise<Measured> {
  const gallery = await openGallery();
  try {
    const page = await gallery.page({ width: 1180, height: 620 });
    await page.goto(`${gallery.url}/?scene=thousand&size=sidebar`);
    await page.locator('#watchparty-overlay [data-row]').last().waitFor();
    // tsx names functions by a helper that the page lacks.
    await page.evaluate('globalThis.__name = (f) => f');
    return await page.evaluate(scrollThrough);
  } finally {
    await gallery.close();
  }
}

let json: boolean | null = null;
try {
  json = parseArgs({ options: { json: { type: 'boolean', default: false } } }).values.json;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
if (json !== null) {
  const measured = await measure();
  const jank = jankIn(measured);
  const { frames, longTasks, rowsDrawn, messages, seconds } = measured;
  if (json) console.log(JSON.stringify({ ...measured, jank }));
  else
    console.log(
      [
        `${messages} messages scrolled for ${seconds} s: ${frames.count} frames, ms between them p50 ${frames.p50}, p95 ${frames.p95}, worst ${frames.worst}`,
        `tasks of 50 ms and more: ${longTasks.join(' ') || 'none'}; rows drawn at most: ${rowsDrawn}`,
        jank.length === 0 ? 'no jank' : `JANK: ${jank.join('; ')}`,
      ].join('\n'),
    );
  if (jank.length > 0) process.exitCode = 1;
}
