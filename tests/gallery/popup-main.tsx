import './fake-browser.ts';
import { render } from 'preact';
import { App } from '../../extension/popup/app.tsx';
import type { Ask } from '../../extension/popup/background-link.ts';
import { startFirstRun } from '../../extension/popup/stores/first-run-store.ts';
import { mirrorView } from '../../extension/popup/stores/party-store.ts';
import { paintPicture } from '../../extension/ui/paint-picture.ts';
import { paintPicturesBy } from '../../extension/ui/parts/avatar.tsx';
import { type Theme, wearTheme } from '../../extension/ui/theme.ts';
import { ok } from '../../shared/protocol/errors.ts';
import { nothing, type PopupScene } from './popup-samples.ts';
import { POPUP_SCENES } from './popup-scenes.ts';
import { portrait } from './portrait.ts';
import { rewordBy, speakAsAsked } from './wording.ts';

/** `?scene=home&lang=de&theme=dark`: one state of the popup, without extension and server. */
const asked = new URLSearchParams(location.search);
const scene: PopupScene = POPUP_SCENES[asked.get('scene') as keyof typeof POPUP_SCENES] ?? POPUP_SCENES.home;

speakAsAsked(asked);
wearTheme(document.documentElement, (asked.get('theme') ?? 'auto') as Theme);
startFirstRun({ stage: scene.stage ?? 'done', services: [], link: scene.link ?? '' });
mirrorView(scene.view);

// Without a look at the tab a screen waits for it, blank.
const usual: PopupScene['answers'] = {
  'popup:look-at-tab': nothing,
  'popup:picture': ok(await portrait()),
  'popup:away': ok([]),
};
const ask = (async (name: string) => scene.answers?.[name] ?? usual[name] ?? ok(null)) as unknown as Ask;
paintPicturesBy((picture, canvas) => paintPicture((id) => ask('popup:picture', { picture: id }), picture, canvas));
const root = document.getElementById('app');
const draw = () => root && render(<App ask={ask} tabId={scene.tabId ?? 1} inToolbar />, root);
draw();
rewordBy(draw);
