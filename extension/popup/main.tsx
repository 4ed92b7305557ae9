import { render } from 'preact';
import browser from 'webextension-polyfill';
import type { AppView } from '../messaging/party-view.ts';
import {
  type Appearance,
  AS_THE_BROWSER,
  fetchWords,
  languageFor,
  readAppearance,
  watchAppearance,
} from '../ui/appearance.ts';
import { setWords } from '../ui/i18n.ts';
import { direction, type Language } from '../ui/languages.ts';
import { paintPicture, type ReadPicture } from '../ui/paint-picture.ts';
import { paintPicturesBy } from '../ui/parts/avatar.tsx';
import { wearTheme } from '../ui/theme.ts';
import { wordsFile } from '../ui/words-file.ts';
import { App } from './app.tsx';
import { openBackgroundLink } from './background-link.ts';
import { lookEarly } from './early-look.ts';
import { keepSpoken, lastSpoken, readingAhead } from './early-words.ts';
import { keepLook } from './kept-look.ts';
import { chooseTab } from './popup-tab.ts';
import { readFirstRun, startFirstRun } from './stores/first-run-store.ts';
import { mirroredView, mirrorView } from './stores/party-store.ts';

const html = document.documentElement;
let spoken: Language | null = null;

// What takes a while is begun at once, each beside the others: the worker, the words, the look at the tab.
const ask = openBackgroundLink(mirrorView);
const browserLanguage = browser.i18n.getUILanguage();
const wordsIn = readingAhead(lastSpoken() ?? languageFor(AS_THE_BROWSER, browserLanguage), (language) =>
  fetchWords(browser.runtime.getURL(wordsFile('popup', language))),
);

/** Speak and look as the user chose. */
async function follow(appearance: Appearance): Promise<void> {
  wearTheme(html, appearance.theme);
  const wanted = languageFor(appearance, browserLanguage);
  keepLook({ theme: appearance.theme, dir: direction(wanted) });
  if (wanted === spoken) return;
  setWords(await wordsIn(wanted));
  keepSpoken(wanted);
  spoken = wanted;
  html.lang = wanted;
  html.dir = direction(wanted);
}

/** The tab that this is about, which is looked at before there is a screen. */
async function findTab(): Promise<{ tabId: number | null; inToolbar: boolean }> {
  const [own, tabs] = await Promise.all([
    browser.tabs.getCurrent().catch(() => undefined),
    browser.tabs.query({ currentWindow: true }),
  ]);
  const tabId = chooseTab(tabs, own?.id ?? null);
  if (tabId !== null) lookEarly(ask, tabId);
  return { tabId, inToolbar: own === undefined };
}

const readPicture: ReadPicture = (picture) => ask('popup:picture', { picture });
paintPicturesBy((picture, canvas) => paintPicture(readPicture, picture, canvas));
const [stored, tab, firstRun] = await Promise.all([
  browser.storage.session.get('view'),
  findTab(),
  readFirstRun(),
  readAppearance(browser.storage.local).then(follow),
]);
startFirstRun(firstRun);
// The first paint does not wait for the worker: what it last wrote is at most a wink old. Only our own code writes there.
if (stored.view && !mirroredView()) mirrorView(stored.view as AppView);

const root = document.getElementById('app');
root?.replaceChildren();
const draw = () => root && render(<App ask={ask} {...tab} />, root);
draw();
performance.mark('drawn');
watchAppearance(browser.storage, (now) => void follow(now).then(draw));
