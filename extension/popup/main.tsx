import { render } from 'preact';
import browser from 'webextension-polyfill';
import type { AppView } from '../messaging/party-view.ts';
import { direction, language } from '../ui/i18n.ts';
import { App } from './app.tsx';
import { openBackgroundLink } from './background-link.ts';
import { chooseTab } from './popup-tab.ts';
import { mirroredView, mirrorView } from './stores/party-store.ts';

document.documentElement.lang = language();
document.documentElement.dir = direction(language());

const ask = openBackgroundLink(mirrorView);
const [stored, own, tabs] = await Promise.all([
  browser.storage.session.get('view'),
  browser.tabs.getCurrent().catch(() => undefined),
  browser.tabs.query({ currentWindow: true }),
]);
// The first paint does not wait for the worker: what it last wrote is at most a wink old. Only our own code writes there.
if (stored.view && !mirroredView()) mirrorView(stored.view as AppView);

const root = document.getElementById('app');
if (root) render(<App ask={ask} tabId={chooseTab(tabs, own?.id ?? null)} inToolbar={own === undefined} />, root);
