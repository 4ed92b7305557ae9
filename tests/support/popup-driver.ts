import { until } from './poll.ts';

/** A popup, driven by what a person sees: labels and words. */
export interface PopupDriver {
  /** All visible text. */
  text(): Promise<string>;
  /** Click the first button, link or labelled control whose accessible words contain this. */
  click(words: string): Promise<void>;
  /** Type into the field with this label or placeholder, replacing what is in it. */
  fill(label: string, value: string): Promise<void>;
  /** Type at the focus, wherever it is. */
  insertText(text: string): Promise<void>;
  press(key: 'Enter' | 'Escape'): Promise<void>;
  waitFor(words: string): Promise<void>;
  evaluate<T>(expression: string): Promise<T>;
  screenshot(): Promise<Uint8Array>;
  /** False once the popup has closed, as it does when a permission prompt opens. */
  isOpen(): Promise<boolean>;
  close(): Promise<void>;
}

/** What a browser gives a driver to work with. */
export interface PopupHands {
  /** Run an expression in the popup and return its (awaited) value. */
  evaluate<T>(expression: string): Promise<T>;
  /** A real mouse click, `clicks` times, at CSS pixels of the popup. */
  clickAt(spot: { x: number; y: number }, clicks: number): Promise<void>;
  insertText(text: string): Promise<void>;
  press(key: 'Enter' | 'Escape'): Promise<void>;
  screenshot(): Promise<Uint8Array>;
  isOpen(): Promise<boolean>;
  close(): Promise<void>;
}

/** Runs in the popup: the element that a person would mean by these words, exact matches first. */
const FIND = `(words, selector) => {
  const say = (e) => [e.getAttribute('aria-label'), e.textContent, e.getAttribute('title'), e.getAttribute('placeholder'), e.labels?.[0]?.textContent]
    .filter(Boolean).map((s) => s.trim().toLowerCase());
  const wanted = words.toLowerCase();
  const all = [...document.querySelectorAll(selector)]
    .filter((e) => e.offsetParent !== null && !e.disabled && e.getAttribute('aria-disabled') !== 'true');
  return all.find((e) => say(e).some((s) => s === wanted)) ?? all.find((e) => say(e).some((s) => s.includes(wanted))) ?? null;
}`;

const PRESSABLE = 'button, a, [role=button], [role=radio], [role=menuitem], input, select, summary, label';
const WRITABLE = 'input, textarea';
/** Frames in which an element must stay where it is before it is pressed: the popup's window itself is fitted to its screen. */
const STILL_FRAMES = 3;

export function drivePopup(hands: PopupHands): PopupDriver {
  const { evaluate } = hands;
  const text = () => evaluate<string>('document.body.innerText');
  const withText = async <T>(wait: Promise<T>): Promise<T> =>
    wait.catch(async (error: Error) => {
      throw new Error(`${error.message}\nthe popup says:\n${await text().catch(() => '(closed)')}`);
    });
  // As a person presses: what is still moving, or lies under something else, is waited for, not shot at.
  const spotOf = (words: string, selector: string) =>
    withText(
      until(
        () =>
          evaluate<{ x: number; y: number } | null>(`(async () => {
            const frame = () => new Promise((done) => { requestAnimationFrame(done); setTimeout(done, 100); });
            const place = () => {
              const e = (${FIND})(${JSON.stringify(words)}, ${JSON.stringify(selector)});
              if (!e) return null;
              e.scrollIntoView({ block: 'nearest' });
              const r = e.getBoundingClientRect();
              const spot = { x: r.x + r.width / 2, y: r.y + r.height / 2 };
              const hit = document.elementFromPoint(spot.x, spot.y);
              return hit && (e.contains(hit) || hit.contains(e)) ? spot : null;
            };
            const first = place();
            for (let still = 0; first && still < ${STILL_FRAMES}; still++) {
              await frame();
              const now = place();
              if (now?.x !== first.x || now?.y !== first.y) return null;
            }
            return first;
          })()`),
        `the popup shows "${words}", at rest`,
      ),
    );
  return {
    ...hands,
    text,
    click: async (words) => hands.clickAt(await spotOf(words, PRESSABLE), 1),
    async fill(label, value) {
      // The screen may still be settling under the click: what counts is that the words stand in the field.
      await until(async () => {
        await hands.clickAt(await spotOf(label, WRITABLE), 1);
        await evaluate('document.activeElement.select?.()');
        await hands.insertText(value);
        return evaluate<boolean>(
          `(${FIND})(${JSON.stringify(label)}, ${JSON.stringify(WRITABLE)})?.value === ${JSON.stringify(value)}`,
        );
      }, `the field "${label}" holds "${value}"`);
    },
    async waitFor(words) {
      await withText(until(async () => (await text()).includes(words), `the popup says "${words}"`));
    },
  };
}
