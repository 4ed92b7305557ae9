import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { FIREFOX_ID } from '../../manifest.config.ts';
import { findProgram } from '../../scripts/prerequisites.ts';
import { type PermissionPrompt, permissionPrompt } from './permission-prompt.ts';
import { until } from './poll.ts';
import { drivePopup, type PopupDriver } from './popup-driver.ts';

const FIREFOX_BUILD = path.resolve('dist/firefox');
/** Fixed by a pref, so that the popup's address is known. */
const ADDON_UUID = '11111111-2222-4333-8444-555555555555';
const POPUP_URL = `moz-extension://${ADDON_UUID}/extension/popup/index.html`;

export interface FirefoxOptions {
  /** Hosts that the stand-in sites serve. */
  hosts?: readonly string[];
  /** Their port in place of 443. */
  port?: number;
  extension?: string;
  /** Off: the roots of what the extension draws on pages are closed, as people have them. Tests can't look in then. */
  inspectable?: boolean;
  prefs?: Record<string, unknown>;
}

export interface FirefoxUser {
  name: string;
  browser: Browser;
  open(url: string): Promise<Page>;
  /** Press the toolbar button on this tab (grants activeTab), then show the popup's page in a tab, which drivers can reach. */
  popup(page: Page): Promise<PopupDriver>;
  /** Run a script with the browser's own rights. */
  chrome<T>(expression: string): Promise<T>;
  /** Firefox's own question for access to a site; answered by itself unless the pref says that it is asked. */
  prompt: PermissionPrompt;
  /** End the event page, as Firefox does after 30 s of idleness. */
  stopBackground(): Promise<void>;
  close(): Promise<void>;
}

/** Firefox over WebDriver BiDi with the built extension as a temporary add-on. Takes 2.5-3.8 s. */
export async function launchFirefox(name: string, options: FirefoxOptions = {}): Promise<FirefoxUser> {
  const { hosts = [], port, extension = FIREFOX_BUILD, inspectable = true, prefs = {} } = options;
  const executablePath = findProgram(['firefox-esr', 'firefox']);
  if (!executablePath) throw new Error('no Firefox found: run `npx tsx scripts/prerequisites.ts`');
  const profile = mkdtempSync(path.join(os.tmpdir(), `watchparty-${name}-`));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    acceptInsecureCerts: true,
    userDataDir: profile,
    // moz-extension: pages and the toolbar are out of reach without it.
    args: ['--remote-allow-system-access', '--width=1100', '--height=800'],
    extraPrefsFirefox: {
      'network.proxy.type': 0,
      'network.dns.localDomains': hosts.join(','),
      ...(port ? { 'network.socket.forcePort': `443=${port}` } : {}),
      'network.stricttransportsecurity.preloadlist': false,
      'network.trr.mode': 5,
      'media.autoplay.default': 0,
      'media.autoplay.blocking_policy': 0,
      'media.volume_scale': '0.0',
      // permissions.request from a real click is granted without the prompt; tests/e2e/permission-prompt.spec.ts sees it.
      'extensions.webextOptionalPermissionPrompts': false,
      'extensions.webextensions.uuids': JSON.stringify({ [FIREFOX_ID]: ADDON_UUID }),
      ...prefs,
    },
  });
  await browser.installExtension(extension);
  const anyPage = (await browser.pages())[0] ?? (await browser.newPage());

  // The chrome scope is Firefox's own vocabulary, which puppeteer's types don't know.
  const session = (
    anyPage.mainFrame() as unknown as {
      browsingContext: {
        userContext: { browser: { session: { send(method: string, params: object): Promise<never> } } };
      };
    }
  ).browsingContext.userContext.browser.session;
  const chrome = async <T>(expression: string): Promise<T> => {
    const tree = (await session.send('browsingContext.getTree', { 'moz:scope': 'chrome' })) as {
      result: { contexts: { context: string }[] };
    };
    const answer = (await session.send('script.evaluate', {
      target: { context: tree.result.contexts[0]?.context },
      awaitPromise: true,
      expression,
    })) as { result: { type: string; exceptionDetails?: { text: string }; result: { value: T } } };
    if (answer.result.type === 'exception') throw new Error(answer.result.exceptionDetails?.text);
    return answer.result.result.value;
  };
  if (inspectable)
    await chrome(`(async () => {
      const { ExtensionStorageIDB } = ChromeUtils.importESModule('resource://gre/modules/ExtensionStorageIDB.sys.mjs');
      const { extension } = WebExtensionPolicy.getByID('${FIREFOX_ID}');
      const area = await ExtensionStorageIDB.open(ExtensionStorageIDB.getStoragePrincipal(extension), false);
      await area.set({ inspectable: true });
      area.close();
      return 'kept';
    })()`);
  const pressToolbarButton = () =>
    chrome(`(async () => {
      const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
      const { extension } = WebExtensionPolicy.getByID('${FIREFOX_ID}');
      const window = Services.wm.getMostRecentWindow('navigator:browser');
      await ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
      return 'pressed';
    })()`);
  const closeToolbarPopup = () =>
    chrome(`(() => {
      const window = Services.wm.getMostRecentWindow('navigator:browser');
      window.document.querySelector('browser.webextension-popup-browser')?.closest('panel')?.hidePopup();
      return 'closed';
    })()`);
  return {
    name,
    browser,
    chrome,
    prompt: permissionPrompt(chrome),
    async open(url) {
      const page = await browser.newPage();
      await page.goto(url);
      return page;
    },
    async popup(page) {
      await page.bringToFront();
      await pressToolbarButton();
      await closeToolbarPopup();
      const popup = await browser.newPage();
      // The navigation works, but its load event never reaches the driver: poll for content in place of awaiting it.
      popup.goto(POPUP_URL).catch(() => undefined);
      const evaluate = <T>(expression: string) => popup.evaluate(expression) as Promise<T>;
      await until(() => evaluate('document.body.innerText.length > 0'), 'the popup page shows something', 20_000);
      return drivePopup({
        evaluate,
        clickAt: ({ x, y }, clicks) => popup.mouse.click(x, y, { count: clicks }),
        insertText: (text) => popup.keyboard.type(text),
        press: (key) => popup.keyboard.press(key),
        screenshot: () => popup.screenshot(),
        isOpen: async () => !popup.isClosed(),
        close: () => popup.close(),
      });
    },
    async stopBackground() {
      await chrome(`(async () => {
        const { extension } = WebExtensionPolicy.getByID('${FIREFOX_ID}');
        await extension.terminateBackground({ ignoreDevToolsAttached: true });
        return extension.backgroundState;
      })()`);
    },
    async close() {
      await browser.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
