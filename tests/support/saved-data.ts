import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ChromiumUser } from './chromium.ts';
import { until } from './poll.ts';
import type { PopupDriver } from './popup-driver.ts';

/** Press "Save my data" in the settings, which are open. @returns what the file holds that the browser keeps */
export async function saveMyData(user: ChromiumUser, popup: PopupDriver): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'watchparty-export-'));
  try {
    const cdp = await user.context.browser()!.newBrowserCDPSession();
    await cdp.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
    await popup.click('Save my data');
    return await until(() => {
      const file = readdirSync(folder).find((name) => name.endsWith('.json'));
      return file ? (JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Record<string, unknown>) : null;
    }, 'the file is saved');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
