import type { Display } from './display.ts';
import type { PermissionPrompt } from './permission-prompt.ts';
import { until } from './poll.ts';
import { xdotool } from './xdotool.ts';

/** Rows of Chromium's window with tabs and address: no page and no popup reaches up there. Device pixels. */
const TOP_ROWS = 60;
/** Under a question the window lies in a shade: its top goes from about 240 to about 95. */
const SHADE = 165;
/** Chromium takes no press for an answer in the first half second of a question: one that was lost is repeated after this. */
const PRESS_AGAIN_MS = 1_500;
/** So many looks in a row that show the same: the question has faded in and has the focus. */
const LOOKS_AT_REST = 6;

/**
 * Chromium's own question for a permission. It is drawn by the browser itself: no page, no target of the protocol. It is
 * seen by the shade that it throws on the window, and answered by keys, as by anybody without a mouse.
 */
export function chromiumPrompt(display: Display): PermissionPrompt {
  const asks = () => display.brightness(TOP_ROWS) < SHADE;
  /** Press until it shows. */
  const pressUntil = async (key: 'Tab' | 'Return', done: () => boolean, what: string) => {
    let pressed = 0;
    await until(() => {
      if (done()) return true;
      if (performance.now() - pressed < PRESS_AGAIN_MS) return false;
      pressed = performance.now();
      xdotool(display, 'key', key);
      return false;
    }, what);
  };
  const shown = async () => {
    let last = '';
    let same = 0;
    await until(() => {
      const now = display.picture();
      same = now === last && asks() ? same + 1 : 0;
      last = now;
      return same >= LOOKS_AT_REST;
    }, 'Chromium asks for the permission');
  };
  return {
    shown,
    async answer(how) {
      await shown();
      const before = display.picture();
      // The focus is on "Deny"; "Allow" comes next.
      if (how === 'allow') await pressUntil('Tab', () => display.picture() !== before, 'the focus moves to "Allow"');
      await pressUntil('Return', () => !asks(), `Chromium has taken the answer (${how})`);
    },
  };
}
