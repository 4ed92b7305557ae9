import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

/** For pages that are opened with it (`addInitScript`) and for those that stand already. */
export const AXE_SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What axe must not judge in the gallery: the film's page around the overlay is not ours. */
const SITE = ['.player', '#gallery-site'];
/** What a page owes as a whole: around the overlay that is the site's, too. */
const OF_THE_PAGE = ['landmark-one-main', 'page-has-heading-one', 'region'];
/** What may differ between light and dark. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** A page, or a popup, which no driver has as a page. */
export interface Readable {
  evaluate<T>(expression: string): Promise<T>;
}

/** What to leave out, or the only thing to look at. */
export interface Scope {
  /** `given`: they are not ours (forced colours), or have been looked at; `only`: everything else has been looked at. */
  colours: 'also' | 'only' | 'given';
  /** On a page that is not ours: the host of what we draw there. axe throws where there is none. */
  host?: string;
}

/** From now on each page that is opened carries axe. */
export async function loadAxe(page: Page): Promise<void> {
  await page.addInitScript({ content: AXE_SOURCE });
}

/** What axe, which the page carries, finds on it, one line each. */
export async function axeFindings(
  on: Readable,
  surface: 'popup' | 'overlay',
  { colours, host }: Scope,
): Promise<string[]> {
  const off = [...(surface === 'overlay' ? OF_THE_PAGE : []), ...(colours === 'given' ? OF_COLOUR : [])];
  const options: axe.RunOptions = {
    runOnly: colours === 'only' ? { type: 'rule', values: OF_COLOUR } : { type: 'tag', values: TAGS },
    // Off in axe of itself, whatever the tags say.
    rules: colours === 'only' ? {} : { 'target-size': { enabled: true }, ...offed(off) },
    resultTypes: ['violations'],
    // It would wait for frames that carry no axe; none is ours.
    iframes: false,
    preload: false,
  };
  const where = host ? { include: [[host]] } : { exclude: SITE.map((selector) => [selector]) };
  return on.evaluate<string[]>(`axe.run(${JSON.stringify(where)}, ${JSON.stringify(options)}).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => 'axe ' + id + ': ' + target.join(' ') + ' ' + html)))`);
}

/** Live regions inside of what is one thing to a screen reader (a button's children are only its name): axe does not look. */
export const buriedWords = (on: Readable): Promise<string[]> =>
  on.evaluate(`(() => {
    const live = ':is([role=status], [role=alert], [role=log], [aria-live])';
    const whole = ':is(button, [role=button], [role=img], [role=radio], [role=switch], [role=tab], [role=option])';
    const shadow = document.querySelector('#watchparty-overlay, #watchparty-farewell')?.shadowRoot;
    return [document, ...(shadow ? [shadow] : [])].flatMap((root) =>
      [...root.querySelectorAll(whole + ' ' + live)].map((found) => 'never said: ' + found.outerHTML));
  })()`);

const offed = (rules: readonly string[]) => Object.fromEntries(rules.map((rule) => [rule, { enabled: false }]));
