import browser from 'webextension-polyfill';

/** Browsers close a popup when a file is chosen (Firefox always), and the choice with it: so it has a tab of its own. */
const MARK = '#picture';

export const isPictureTab = (): boolean => location.hash === MARK;

/** Opens the tab, and closes the popup that it was opened from. */
export async function openPictureTab(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(`extension/popup/index.html${MARK}`) });
  window.close();
}

export async function closePictureTab(): Promise<void> {
  const own = await browser.tabs.getCurrent();
  if (own?.id !== undefined) await browser.tabs.remove(own.id);
}
