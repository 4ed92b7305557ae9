import browser, { type Scripting } from 'webextension-polyfill';
import { marksToSee, SITES, siteForUrl } from '../../shared/sites/index.ts';
import type { SiteId } from '../../shared/sites/site.ts';
import { FAREWELL_ID, type FarewellNote } from '../messaging/farewell-note.ts';
import type { LaterPart } from '../messaging/later-parts.ts';
import { HOST_ID, NARROWED, type OwnStyle } from '../messaging/page-marks.ts';
import { slotKey } from '../messaging/slots.ts';
import { ENGINE_FILE, FAREWELL_FILE, laterFile, OVERLAY_FILE, playerFile, siteFile } from './injected-files.ts';
import { isInspectable } from './inspectable.ts';

export type Injection = 'injected' | 'no-permission' | 'gone';

/** May our scripts run at an address? */
export const permits = async (url: string): Promise<boolean> => {
  if (!URL.canParse(url) || !/^https?:/.test(url)) return false;
  const { protocol, hostname } = new URL(url);
  return browser.permissions.contains({ origins: [`${protocol}//${hostname}/*`] });
};

/**
 * Runs in a frame by itself: it may use nothing from outside its body.
 * @param content its key, as that of what is left for the scripts that follow
 * @returns the frame's address, or null where our script runs already
 */
function arrive(
  content: string,
  left: Record<string, unknown>,
  farewell: string,
  host: string,
  narrowed: string,
): string | null {
  document.getElementById(farewell)?.remove();
  const world = globalThis as unknown as Record<symbol, unknown>;
  const running = world[Symbol.for(content)] as { isAlive(): boolean } | undefined;
  if (running?.isAlive()) return null;
  // Firefox ends the scripts of an extension that it updates in the middle of a word: what they left is taken away here.
  document.getElementById(host)?.remove();
  for (const element of document.querySelectorAll<HTMLElement>(`[${narrowed}]`)) {
    try {
      const own: OwnStyle[] = JSON.parse(element.getAttribute(narrowed) ?? '');
      for (const style of own) element.style.setProperty(...style);
    } catch {
      // the page has written there
    }
    element.removeAttribute(narrowed);
    window.dispatchEvent(new Event('resize'));
  }
  for (const key in left) world[Symbol.for(key)] = left[key];
  return location.href;
}

/** Runs in a frame by itself. */
function leave(left: Record<string, unknown>): void {
  for (const key in left) (globalThis as unknown as Record<symbol, unknown>)[Symbol.for(key)] = left[key];
}

/** Runs in a frame by itself. @returns whether the document, once it is there, has what was asked for */
async function isMarked(marks: string): Promise<boolean> {
  if (document.readyState === 'loading')
    await new Promise((there) => document.addEventListener('DOMContentLoaded', there, { once: true }));
  return document.querySelector(marks) !== null;
}

type Target = Scripting.InjectionTarget;
const run = (target: Target, what: object, world: 'MAIN' | 'ISOLATED' = 'ISOLATED') =>
  browser.scripting.executeScript({ target, ...what, world, injectImmediately: true } as Scripting.ScriptInjection);
const files = (...names: string[]) => ({ files: names.map((name) => `/${name}`) });

/**
 * Runs our scripts in every frame of a tab that we may enter and where they don't run yet: each frame gets what its own
 * site needs, the main frame the overlay too. Running twice in one document is no harm: the scripts guard against it.
 */
export async function injectInto(tabId: number): Promise<Injection> {
  const [tab, inspectable] = await Promise.all([browser.tabs.get(tabId).catch(() => null), isInspectable()]);
  if (!tab) return 'gone';
  if (!tab.url || !(await permits(tab.url))) return 'no-permission';
  const { pageBridge } = siteForUrl(new URL(tab.url));
  const left = { [slotKey('site')]: true, [slotKey('inspectable')]: inspectable };
  try {
    const arrived = await run(
      { tabId, allFrames: true },
      { func: arrive, args: [slotKey('content'), left, FAREWELL_ID, HOST_ID, NARROWED] },
    );
    // A frame that goes away meanwhile takes nobody along.
    await Promise.allSettled(
      arrived.map(({ frameId, result }) => typeof result === 'string' && enter(tabId, frameId, result, pageBridge)),
    );
  } catch {
    // The document was replaced under our hands, or is one that no extension enters: the next load event tries again.
  }
  return 'injected';
}

/** @param bridged may the tab's site need a script in the page's own world? */
async function enter(tabId: number, frameId: number, address: string, bridged: boolean): Promise<void> {
  const target = { tabId, frameIds: [frameId] };
  const url = new URL(address);
  const likely = siteForUrl(url);
  if (bridged && likely.pageBridge) await run(target, files(playerFile(likely.id)), 'MAIN');
  const site = siteFile(await siteOf(target, url, likely.id));
  await run(target, files(site, ...(frameId === 0 ? [OVERLAY_FILE] : []), ENGINE_FILE));
}

/** A server of somebody's own is a site only if its page says so: at its address there may be anything. */
async function siteOf(target: Target, url: URL, likely: SiteId): Promise<SiteId> {
  const marks = marksToSee(url);
  if (marks === null) return likely;
  const [seen] = await run(target, { func: isMarked, args: [marks] });
  return seen?.result === true ? likely : SITES.generic.id;
}

/** Bring a part of the overlay into a frame. @returns false if the frame is gone or closed to us */
export const bring = (part: LaterPart, tabId: number, frameId: number): Promise<boolean> =>
  run({ tabId, frameIds: [frameId] }, files(laterFile(part))).then(
    () => true,
    () => false,
  );

/** Say on a tab's page that the party is over, and why. @throws if the tab is gone or closed to us */
export async function showFarewell(tabId: number, note: FarewellNote): Promise<void> {
  const target = { tabId, frameIds: [0] };
  const left = { [slotKey('farewell')]: note, [slotKey('inspectable')]: await isInspectable() };
  await run(target, { func: leave, args: [left] });
  await run(target, files(FAREWELL_FILE));
}
