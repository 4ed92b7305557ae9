import type { Page } from 'playwright';
import { type ChromiumUser, launchChromium } from '../../support/chromium.ts';
import type { FilmTab } from './viewer.ts';

/** A Chromium with a fresh profile, the built extension, and the film's page open. */
export async function chromiumTab(name: string, extension: string, hostRules: string, url: string): Promise<FilmTab> {
  const user = await launchChromium(name, { extension, hostRules });
  try {
    return await filmTab(user, url);
  } catch (error) {
    await user.close();
    throw error;
  }
}

async function filmTab(user: ChromiumUser, url: string): Promise<FilmTab> {
  const page = user.context.pages()[0] ?? (await user.context.newPage());
  await page.goto(url);
  const cdp = await user.context.newCDPSession(page);
  // CPU time of the thread, not wall time: what other processes take meanwhile does not count.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  let extensionPage: Page | null = null;
  const inExtension = async <T>(expression: string) => {
    if (!extensionPage) {
      extensionPage = await user.context.newPage();
      await extensionPage.goto(`chrome-extension://${user.extensionId}/extension/popup/index.html`);
    }
    return (await extensionPage.evaluate(expression)) as T;
  };
  return {
    async run<T>(expression: string) {
      const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
        userGesture: false,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value as T;
    },
    mouse: {
      move: (x, y) => page.mouse.move(x, y),
      click: (x, y) => page.mouse.click(x, y),
    },
    inExtension,
    async permit(origins) {
      // Playwright evaluates as a user's gesture.
      const given = await inExtension<boolean>(`chrome.permissions.request({ origins: ${JSON.stringify(origins)} })`);
      if (!given) throw new Error(`no permission for ${origins}`);
    },
    showFilm: () => page.bringToFront(),
    async closeExtensionPage() {
      await extensionPage?.close();
      extensionPage = null;
      await page.bringToFront();
    },
    async stopWorker() {
      await cdp.send('ServiceWorker.enable');
      await cdp.send('ServiceWorker.stopAllWorkers');
      await cdp.send('ServiceWorker.disable');
    },
    async taskSeconds() {
      const { metrics } = await cdp.send('Performance.getMetrics');
      return metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? null;
    },
    close: () => user.close(),
  };
}
