import browser, { type Scripting } from 'webextension-polyfill';
import { siteForUrl } from '../../shared/sites/index.ts';
import { CONTENT_FILE, PAGE_FILE } from './injected-files.ts';

export type Injection = 'injected' | 'no-permission' | 'gone';

/** May our scripts run at an address? */
export const permits = async (url: string): Promise<boolean> => {
  if (!URL.canParse(url) || !/^https?:/.test(url)) return false;
  const { protocol, hostname } = new URL(url);
  return browser.permissions.contains({ origins: [`${protocol}//${hostname}/*`] });
};

/**
 * Runs the content script, and where the site hides its player the page script too, in every frame of a tab that we may
 * enter. Running twice in one document is no harm: the scripts guard against it.
 */
export async function injectInto(tabId: number): Promise<Injection> {
  const tab = await browser.tabs.get(tabId).catch(() => null);
  if (!tab) return 'gone';
  if (!tab.url || !(await permits(tab.url))) return 'no-permission';
  const target = { tabId, allFrames: true };
  const run = (file: string, world: 'MAIN' | 'ISOLATED') =>
    browser.scripting.executeScript({
      target,
      files: [`/${file.replace(/^\//, '')}`],
      world,
      injectImmediately: true,
    } as Scripting.ScriptInjection);
  try {
    if (siteForUrl(new URL(tab.url)).pageBridge) await run(PAGE_FILE, 'MAIN');
    await run(CONTENT_FILE, 'ISOLATED');
    return 'injected';
  } catch {
    // The document was replaced under our hands, or is one that no extension enters: the next load event tries again.
    return 'injected';
  }
}
