import { render } from 'preact';
import browser from 'webextension-polyfill';
import type { AppView } from '../messaging/party-view.ts';
import { type Appearance, fetchWords, languageFor, readAppearance, watchAppearance } from '../ui/appearance.ts';
import { setWords } from '../ui/i18n.ts';
import { direction, type Language } from '../ui/languages.ts';
import { paintPicture, type ReadPicture } from '../ui/paint-picture.ts';
import { paintPicturesBy } from '../ui/parts/avatar.tsx';
import { wearTheme } from '../ui/theme.ts';
import { wordsFile } from '../ui/words-file.ts';
import { App } from './app.tsx';
import { openBackgroundLink } from './background-link.ts';
import { keepLook } from './kept-look.ts';
import { chooseTab } from './popup-tab.ts';
import { readFirstRun, startFirstRun } from './stores/first-run-store.ts';
import { mirroredView, mirrorView } from './stores/party-store.ts';

const html = document.documentElement;
let spoken: Language | null = null;

/** Speak and look as the user chose. The words are a file of our own, read in a millisecond or two. */
async function follow(appearance: Appearance): Promise<void> {
  wearTheme(html, appearance.theme);
  const wanted = languageFor(appearance, browser.i18n.getUILanguage());
  keepLook({ theme: appearance.theme, dir: direction(wanted) });
  if (wanted === spoken) return;
  setWords(await fetchWords(browser.runtime.getURL(wordsFile('popup', wanted))));
  spoken = wanted;
  html.lang = wanted;
  html.dir = direction(wanted);
}

const ask = openBackgroundLink(mirrorView);
const readPicture: ReadPicture = (picture) => ask('popup:picture', { picture });
paintPicturesBy((picture, canvas) => paintPicture(readPicture, picture, canvas));
const [stored, own, tabs, firstRun] = await Promise.all([
  browser.storage.session.get('view'),
  browser.tabs.getCurrent().catch(() => undefined),
  browser.tabs.query({ currentWindow: true }),
  readFirstRun(),
  readAppearance(browser.storage.local).then(follow),
]);
startFirstRun(firstRun);
// The first paint does not wait for the worker: what it last wrote is at most a wink old. Only our own code writes there.
if (stored.view && !mirroredView()) mirrorView(stored.view as AppView);

const root = document.getElementById('app');
root?.replaceChildren();
const draw = () =>
  root && render(<App ask={ask} tabId={chooseTab(tabs, own?.id ?? null)} inToolbar={own === undefined} />, root);
draw();
performance.mark('drawn');
watchAppearance(browser.storage, (now) => void follow(now).then(draw));
