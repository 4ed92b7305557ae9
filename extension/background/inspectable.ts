import browser from 'webextension-polyfill';

const KEY = 'inspectable';

/**
 * A developer's switch, in the extension's own storage, which no page can write: `true` under this key lets pages look into
 * what we draw on them, and press there, as browser tests do. Nothing else that is kept, and no failure to read, says so.
 */
export const isInspectable = (): Promise<boolean> =>
  browser.storage.local.get(KEY).then(
    (kept) => kept[KEY] === true,
    () => false,
  );
