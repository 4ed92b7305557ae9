import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page, type Worker } from 'playwright';
import { findProgram } from '../../scripts/prerequisites.ts';
import { chromiumPrompt } from './chromium-prompt.ts';
import { type DesktopNotice, desktopNotice } from './desktop-notice.ts';
import { type Display, startDisplay } from './display.ts';
import type { PermissionPrompt } from './permission-prompt.ts';
import { until } from './poll.ts';
import { pressToolbarButton, type ToolbarPopup } from './toolbar-popup.ts';

const CHROME_BUILD = path.resolve('dist/chrome');

/** One person with a browser profile of their own and the built extension in it. */
export interface ChromiumUser {
  name: string;
  context: BrowserContext;
  extensionId: string;
  worker: Worker;
  /** A new tab at this address. */
  open(url: string): Promise<Page>;
  /** Press the extension's toolbar button while this tab is shown, as a user does: grants activeTab, opens the popup. */
  popup(page: Page): Promise<ToolbarPopup>;
  /** @throws unless the browser was started with `asks` */
  prompt(): PermissionPrompt;
  /** The notice of the system that is shown. @throws unless the browser was started with `asks` */
  notice(): DesktopNotice;
  close(): Promise<void>;
}

/** Chromium's id of an unpacked extension: sha256 of its absolute path, hex digits mapped to a-p. */
const unpackedId = (directory: string): string =>
  [...createHash('sha256').update(path.resolve(directory)).digest('hex').slice(0, 32)]
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
    .join('');

/**
 * Chromium's permission prompt needs a display to be pressed (`asks`), which would make every test slower. A profile that
 * once granted an origin lets `permissions.request` resolve without it, and only that: before the user's click the extension
 * has no access at all.
 */
function allowRequests(
  profile: string,
  extensionId: string,
  { allowedOrigins: origins = ['*://*/*'], allowedPermissions: api = [] }: ChromiumOptions,
): void {
  mkdirSync(`${profile}/Default`, { recursive: true });
  const granted = { api, manifest_permissions: [], scriptable_host: [], explicit_host: origins };
  const settings = { [extensionId]: { runtime_granted_permissions: granted } };
  writeFileSync(`${profile}/Default/Preferences`, JSON.stringify({ extensions: { settings } }));
}

export interface ChromiumOptions {
  /** `--host-resolver-rules` of the stand-in sites. */
  hostRules?: string;
  /** Origins that the user would allow when asked. */
  allowedOrigins?: readonly string[];
  /** Optional permissions besides sites that the user would allow when asked, e.g. `notifications`. */
  allowedPermissions?: readonly string[];
  /** Profile directory of an earlier start, to open that browser again; whoever made it removes it. */
  profile?: string;
  /** Chromium asks for permissions itself, in a window on a display of its own, and the test answers by `prompt`; it shows its notices there (`notice`). */
  asks?: boolean;
  extension?: string;
  /** Off: the roots of what the extension draws on pages are closed, as people have them. Tests can't look in then. */
  inspectable?: boolean;
  /** Off to test what a page does that may not start without a click. */
  autoplay?: boolean;
  locale?: string;
  /** Time zone that pages live in, e.g. `Asia/Tokyo`. */
  timezone?: string;
  /** A window on a display instead of headless. */
  window?: { x: number; y: number; width: number; height: number };
  extraArgs?: readonly string[];
}

/** Start Chromium with a fresh profile, unless one is named, and the extension. Takes 0.5-0.7 s. */
export async function launchChromium(name: string, options: ChromiumOptions = {}): Promise<ChromiumUser> {
  const { hostRules, asks = false, extension = CHROME_BUILD, inspectable = true, autoplay = true } = options;
  const executablePath = findProgram(['chromium', 'chromium-browser', 'google-chrome']);
  if (!executablePath) throw new Error('no Chromium found: run `npx tsx scripts/prerequisites.ts`');
  const profile = options.profile ?? mkdtempSync(path.join(os.tmpdir(), `watchparty-${name}-`));
  const extensionId = unpackedId(extension);
  if (!existsSync(`${profile}/Default/Preferences`))
    allowRequests(profile, extensionId, asks ? { allowedOrigins: [], ...options } : options);
  const display: Display | null = asks ? await startDisplay() : null;
  const window = display ? { x: 0, y: 0, width: display.width, height: display.height } : options.window;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: !window,
    // Without the desktop's bus Chromium draws its notices itself, where the test sees them and nobody else does.
    ...(display ? { env: { ...process.env, DISPLAY: display.name, DBUS_SESSION_BUS_ADDRESS: 'disabled:' } } : {}),
    ignoreHTTPSErrors: true,
    viewport: window ? null : { width: 1100, height: 700 },
    colorScheme: null,
    ...(options.locale ? { locale: options.locale } : {}),
    ...(options.timezone ? { timezoneId: options.timezone } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--mute-audio',
      '--ignore-certificate-errors',
      // Headless screens are so small by default that the popup is clipped.
      '--screen-info={1920x1080}',
      ...(display ? ['--ozone-platform=x11'] : []),
      ...(window
        ? [`--window-position=${window.x},${window.y}`, `--window-size=${window.width},${window.height}`]
        : []),
      ...(autoplay ? ['--autoplay-policy=no-user-gesture-required'] : []),
      ...(hostRules ? [`--host-resolver-rules=${hostRules}`] : []),
      ...(options.locale ? [`--lang=${options.locale}`] : []),
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      ...(options.extraArgs ?? []),
    ],
  });
  const ownDisplay = (): Display => {
    if (!display) throw new Error(`${name}'s Chromium has no display of its own: start it with \`asks\``);
    return display;
  };
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker', { timeout: 15_000 }));
  if (inspectable) await worker.evaluate(() => chrome.storage.local.set({ inspectable: true }));
  return {
    name,
    context,
    extensionId,
    worker,
    async open(url) {
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
    popup: (page) => pressToolbarButton(context, extensionId, page),
    prompt: () => chromiumPrompt(ownDisplay()),
    notice: () => desktopNotice(ownDisplay()),
    async close() {
      await context.close();
      await display?.close();
      if (options.profile) return;
      await until(() => {
        rmSync(profile, { recursive: true, force: true });
        return true;
      }, 'profile removed');
    },
  };
}
