import type { Browser } from 'webextension-polyfill';
import { CONTENT_PORT } from '../messaging/port.ts';
import { startFrame } from './frame.ts';
import { claimDocument } from './instance.ts';
import { takeSite } from './own-site.ts';

/** Chrome's own API gives promises too in Manifest V3: the polyfill would be a twelfth of this script for nothing. */
const api = globalThis as unknown as { browser?: Browser; chrome: Browser };
const browser = api.browser ?? api.chrome;

/** Updated or removed, the extension takes its id along; the script stays behind in the page. */
const isAlive = (): boolean => {
  try {
    return browser.runtime?.id !== undefined;
  } catch {
    return false; // the whole API is gone: as dead as it gets
  }
};

const site = takeSite();
const life = site && claimDocument(isAlive);
if (site && life) {
  const own = {
    connect: () => browser.runtime.connect({ name: CONTENT_PORT }),
    isAlive,
    storage: browser.storage.local,
  };
  startFrame(own, site, life);
}
