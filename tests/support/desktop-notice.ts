import type { Display } from './display.ts';
import { until } from './poll.ts';
import { xdotool } from './xdotool.ts';

/** A notice of the system (`chrome.notifications`), on the display. */
export interface DesktopNotice {
  /** A real press in the middle of it; ends when it is gone. */
  press(): Promise<void>;
}

/** Device pixels: larger windows are the browser's own, smaller ones are nothing that anybody sees. */
const NOTICE = { width: [200, 500], height: [40, 400] } as const;
/** It slides in, and a press beside it does nothing: one that was lost is repeated after this. */
const PRESS_AGAIN_MS = 1_500;

/** Where no desktop shows notices Chromium draws each in a small window of its own, which is no target of the protocol. */
export function desktopNotice(display: Display): DesktopNotice {
  const find = () => {
    const ids = xdotool(display, 'search', '--onlyvisible', '--maxdepth', '1', '--name', '').trim().split('\n');
    const windows = ids.map((id) => {
      const says = xdotool(display, 'getwindowgeometry', '--shell', id);
      const read = (name: string) => Number(new RegExp(`^${name}=(-?\\d+)$`, 'm').exec(says)?.[1]);
      return { x: read('X'), y: read('Y'), width: read('WIDTH'), height: read('HEIGHT') };
    });
    const within = (size: number, [least, most]: readonly [number, number]) => size >= least && size <= most;
    return windows.find(({ width, height }) => within(width, NOTICE.width) && within(height, NOTICE.height));
  };
  return {
    async press() {
      await until(find, 'the notice is on the display');
      let pressed = Number.NEGATIVE_INFINITY;
      await until(() => {
        const notice = find();
        if (!notice) return true;
        if (performance.now() - pressed < PRESS_AGAIN_MS) return false;
        pressed = performance.now();
        const spot = [notice.x + notice.width / 2, notice.y + notice.height / 2].map((at) => `${Math.round(at)}`);
        xdotool(display, 'mousemove', ...spot, 'click', '1');
        return false;
      }, 'the notice has taken the press');
    },
  };
}
