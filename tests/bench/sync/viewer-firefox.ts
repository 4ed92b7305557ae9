import { launchFirefox } from '../../support/firefox.ts';
import type { FilmTab } from './viewer.ts';

export interface FirefoxPlace {
  extension: string;
  hosts: readonly string[];
  port: number;
}

/** A Firefox with a fresh profile, the built extension as a temporary add-on, and the film's page open. */
export async function firefoxTab(
  name: string,
  { extension, hosts, port }: FirefoxPlace,
  url: string,
): Promise<FilmTab> {
  const user = await launchFirefox(name, { extension, hosts, port });
  const page = await user.open(url);
  let popup: Awaited<ReturnType<typeof user.popup>> | null = null;
  return {
    run: async <T>(expression: string) => (await page.evaluate(expression)) as T,
    mouse: {
      move: (x, y) => page.mouse.move(x, y),
      click: (x, y) => page.mouse.click(x, y),
    },
    async inExtension<T>(expression: string) {
      popup ??= await user.popup(page);
      return popup.evaluate<T>(expression);
    },
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
