import type { startSites } from '../sites/server.ts';
import { launchChromium } from '../support/chromium.ts';
import { launchFirefox } from '../support/firefox.ts';
import { codeIn, enterName, useServer, useServerIn } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import type { PopupDriver } from '../support/popup-driver.ts';
import type { DriverPage } from './site-page.ts';

export type BrowserName = 'chromium' | 'firefox';

/** Somebody with a browser that has the built extension. */
export interface Person {
  open(url: string): Promise<DriverPage>;
  popup(page: DriverPage): Promise<PopupDriver>;
  close(): Promise<void>;
}

export interface PersonOptions {
  sites: Awaited<ReturnType<typeof startSites>>;
  serverUrl: string;
  /** May pages start by themselves? */
  autoplay: boolean;
}

const inChromium = async ({ sites, serverUrl, autoplay }: PersonOptions): Promise<Person> => {
  const user = await launchChromium('sites-contract', { hostRules: sites.hostRules, autoplay });
  await useServer(user, serverUrl);
  const pages = new Map<DriverPage, Awaited<ReturnType<typeof user.open>>>();
  return {
    async open(url) {
      const page = await user.open(url);
      pages.set(page, page);
      return page;
    },
    popup: (page) => user.popup(pages.get(page)!),
    close: () => user.close(),
  };
};

const inFirefox = async ({ sites, serverUrl, autoplay }: PersonOptions): Promise<Person> => {
  const blocked = autoplay ? {} : { 'media.autoplay.default': 5 };
  const user = await launchFirefox('sites-contract', { hosts: sites.hosts, port: sites.port, prefs: blocked });
  const pages = new Map<DriverPage, Awaited<ReturnType<typeof user.open>>>();
  let served = false;
  return {
    async open(url) {
      const page = await user.open(url);
      await page.setViewport({ width: 1100, height: 700 });
      pages.set(page, page);
      return page;
    },
    async popup(page) {
      const popup = await user.popup(pages.get(page)!);
      if (!served) {
        await useServerIn(popup, serverUrl);
        served = true;
      }
      return popup;
    },
    close: () => user.close(),
  };
};

export const PEOPLE: Record<BrowserName, (options: PersonOptions) => Promise<Person>> = {
  chromium: inChromium,
  firefox: inFirefox,
};

/**
 * Start a party on the tab of this page, by somebody new.
 * @param button of the popup: pages whose film it can't see have another one
 * @returns the party's code
 */
export async function startParty(person: Person, page: DriverPage, name: string, button: string): Promise<string> {
  const popup = await person.popup(page);
  await enterName(popup, name);
  await popup.click(button);
  const code = await codeIn(popup);
  await popup.close();
  await page.bringToFront();
  await until(
    () => page.evaluate('document.querySelector("#watchparty-overlay") !== null'),
    'the overlay is there',
    20_000,
  );
  return code;
}
