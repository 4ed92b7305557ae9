import { launchFirefox } from '../../support/firefox.ts';
import type { FilmTab } from './viewer.ts';

export interface FirefoxPlace {
  extension: string;
  hosts: readonly string[];
  port: number;
}

/** Words of the button that asks for the permission; nothing of the popup is called so. */
const PERMIT = 'permit the bench';

/** A Firefox with a fresh profile, the built extension as a temporary add-on, and the film's page open. */
export async function firefoxTab(
  name: string,
  { extension, hosts, port }: FirefoxPlace,
  url: string,
): Promise<FilmTab> {
  const user = await launchFirefox(name, { extension, hosts, port });
  const page = await user.open(url);
  let popup: Awaited<ReturnType<typeof user.popup>> | null = null;
  const inExtension = async <T>(expression: string) => {
    popup ??= await user.popup(page);
    return popup.evaluate<T>(expression);
  };
  return {
    run: async <T>(expression: string) => (await page.evaluate(expression)) as T,
    mouse: {
      move: (x, y) => page.mouse.move(x, y),
      click: (x, y) => page.mouse.click(x, y),
    },
    inExtension,
    async permit(origins) {
      // Firefox wants a real click, whose handler asks before it does anything else.
      await inExtension(`(() => {
        const button = document.createElement('button');
        button.textContent = ${JSON.stringify(PERMIT)};
        button.style.cssText = 'position:absolute;top:0;left:0;z-index:99999';
        button.onclick = () => { window.__permitted = browser.permissions.request({ origins: ${JSON.stringify(origins)} }); };
        document.body.append(button);
      })()`);
      await popup!.click(PERMIT);
      const given = await inExtension<boolean>('window.__permitted');
      if (!given) throw new Error(`no permission for ${origins}`);
    },
    showFilm: () => page.bringToFront(),
    async closeExtensionPage() {
      await popup?.close();
      popup = null;
      await page.bringToFront();
    },
    stopWorker: () => user.stopBackground(),
    taskSeconds: async () => null,
    close: () => user.close(),
  };
}
