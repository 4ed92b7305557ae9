import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What axe must not judge: the film's page around the overlay is not ours. */
const SITE = ['.player', '#gallery-site'];
/** What a page owes as a whole: around the overlay that is the site's, too. */
const OF_THE_PAGE = ['landmark-one-main', 'page-has-heading-one', 'region'];
/** What may differ between light and dark. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** What to leave out, or the only thing to look at. */
export type Scope = { colours: 'also' | 'only' | 'given' };

/** From now on each page that is opened carries axe. */
export async function loadAxe(page: Page): Promise<void> {
  await page.addInitScript({ content: SOURCE });
}

/**
 * What axe finds on the page, one line each.
 * @param scope `given`: the colours are the system's (forced colours), `only`: everything else has been looked at
 */
export async function axeFindings(page: Page, surface: 'popup' | 'overlay', { colours }: Scope): Promise<string[]> {
  const off = [...(surface === 'overlay' ? OF_THE_PAGE : []), ...(colours === 'given' ? OF_COLOUR : [])];
  const options: axe.RunOptions = {
    runOnly: colours === 'only' ? { type: 'rule', values: OF_COLOUR } : { type: 'tag', values: TAGS },
    // Off in axe of itself, whatever the tags say.
    rules: colours === 'only' ? {} : { 'target-size': { enabled: true }, ...offed(off) },
    resultTypes: ['violations'],
    preload: false,
  };
  const { violations } = await page.evaluate(
    ([exclude, how]) => (globalThis as unknown as { axe: typeof axe }).axe.run({ exclude }, how),
    [SITE.map((selector) => [selector]), options] as const,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `axe ${id}: ${target.join(' ')} ${html}`),
  );
}

/** Live regions inside of what is one thing to a screen reader (a button's children are only its name): axe does not look. */
export const buriedWords = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const live = ':is([role=status], [role=alert], [role=log], [aria-live])';
    const whole = ':is(button, [role=button], [role=img], [role=radio], [role=switch], [role=tab], [role=option])';
    const roots = [document, document.querySelector('#watchparty-overlay, #watchparty-farewell')?.shadowRoot].filter(
      (root) => !!root,
    );
    return roots.flatMap((root) =>
      [...root.querySelectorAll(`${whole} ${live}`)].map((found) => `never said: ${found.outerHTML}`),
    );
  });

const offed = (rules: readonly string[]) => Object.fromEntries(rules.map((rule) => [rule, { enabled: false }]));
