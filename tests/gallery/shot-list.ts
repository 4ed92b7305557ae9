import type { Page } from 'playwright-core';
import type { FarewellReason } from '../../extension/messaging/farewell-note.ts';
import type { MessageKey } from '../../extension/ui/i18n.ts';
import { INVITE_SCENES } from './invite-scenes.ts';
import { POPUP_SCENES, type PopupSceneName } from './popup-scenes.ts';
import { SCENES, type SceneName } from './scenes.ts';

export interface Shot {
  name: string;
  /** Address inside the gallery. */
  path: string;
  width: number;
  height: number;
  /** What a hand does before the picture. */
  act?: (page: Page) => Promise<void>;
  /** `act` has filled the screen with the film: the window keeps its size. */
  fullscreen?: boolean;
  forcedColors?: boolean;
  moreContrast?: boolean;
  dark?: boolean;
}

type Wishes = { lang?: string; size?: string; theme?: string };
const query = (scene: string, wishes: Wishes) => new URLSearchParams({ scene, ...wishes }).toString();

const overlay = (name: string, scene: SceneName, wishes: Wishes = {}, more: Partial<Shot> = {}): Shot => ({
  name: `overlay-${name}`,
  path: `/?${query(scene, wishes)}`,
  width: 1180,
  height: 620,
  ...more,
});
const popup = (name: string, scene: PopupSceneName, wishes: Wishes = {}, more: Partial<Shot> = {}): Shot => ({
  name: `popup-${name}`,
  // The choice of a picture has a tab of its own, known by this.
  path: `/popup.html?${query(scene, wishes)}${scene.startsWith('picture') ? '#picture' : ''}`,
  width: 360,
  height: 600,
  ...more,
});

/** What the page says for a key, in the language of the shot: a hand presses what it reads. */
const say = (page: Page, key: MessageKey) =>
  page.evaluate((k) => (globalThis as unknown as { say: (key: string) => string }).say(k), key);
export const press =
  (...keys: MessageKey[]) =>
  async (page: Page): Promise<void> => {
    for (const key of keys)
      await page
        .getByRole('button', { name: await say(page, key) })
        .first()
        .click();
  };

const PHONE = { width: 390, height: 780 };
/** Write to the others, and wait for what comes of it. */
const type = (comes: string) => async (page: Page) => {
  await page.locator('#watchparty-overlay textarea').fill('this goes nowhere');
  await page.keyboard.press('Enter');
  await page.locator(comes).first().waitFor();
};
/** The player fills the screen, or a bare `<video>` does, above which nothing can be pressed. */
const fillScreen = (what: 'player' | 'video') => async (page: Page) => {
  await page.evaluate(async (which) => {
    const film = which === 'player' ? document.querySelector('.player') : document.createElement('video');
    if (film && which === 'video') document.body.append(film);
    await film?.requestFullscreen();
  }, what);
  await page.waitForFunction((which) => {
    const host = document.getElementById('watchparty-overlay');
    return which === 'player' ? document.fullscreenElement?.contains(host) : host?.matches(':popover-open');
  }, what);
};

const chooseFile = (file: string) => async (page: Page) => {
  await page.locator('input[type=file]').setInputFiles(file);
  await page.locator('canvas.pop-preview, .wp-problem').first().waitFor();
};
const saveFile = async (page: Page) => {
  await chooseFile('extension/icons/128.png')(page);
  await press('popup.save')(page);
  await page.locator('canvas.pop-preview').waitFor({ state: 'detached' });
};

const fold = async (page: Page) => page.locator('.wp-message').nth(2).locator('.wp-time-button').click();

/** A question in place of what one may do with a message of somebody. */
const foldTo =
  (...keys: MessageKey[]) =>
  async (page: Page) => {
    await fold(page);
    await press(...keys)(page);
  };
/** The list of people, and in it the menu of one who is no host, down to what is pressed there. */
const people =
  (name?: string, ...keys: MessageKey[]) =>
  async (page: Page) => {
    await page.locator('.wp-faces').click();
    if (!name) return;
    const row = page.locator('.wp-members li', { hasText: name });
    await row.locator('.wp-icon-button').click();
    for (const key of keys) await row.getByRole('button', { name: await say(page, key), exact: true }).click();
  };
const openedLink = (page: Page) =>
  page.locator('.wp-text .wp-text-button, .wp-message .wp-text-button').first().click();

/** What stands over or beside the film in all its states, in the longest words. */
const STRETCHED: SceneName[] = [
  'empty',
  'offline',
  'refused',
  'needs-click',
  'other-title',
  'going',
  'unavailable',
  'behind',
  'host-only',
  'muted',
  'talk',
];
const FAREWELLS: FarewellReason[] = ['kicked', 'banned', 'ended', 'elsewhere'];
const farewell = (name: string, reason: FarewellReason, wishes: Wishes = {}, more: Partial<Shot> = {}): Shot => ({
  ...overlay(`farewell-${name}`, 'usual', {}, more),
  path: `/?${new URLSearchParams({ farewell: reason, ...wishes })}`,
});

const OVERLAYS: Shot[] = [
  ...(Object.keys(SCENES) as SceneName[])
    .filter((scene) => scene !== 'failing' && scene !== 'sending')
    .map((scene) => overlay(scene, scene)),
  overlay('de', 'usual', { lang: 'de' }),
  overlay('going-de', 'going', { lang: 'de' }),
  overlay('ar', 'usual', { lang: 'ar' }),
  overlay('ja', 'usual', { lang: 'ja' }),
  overlay('pseudo', 'usual', { lang: 'pseudo' }),
  ...STRETCHED.map((scene) => overlay(`${scene}-pseudo`, scene, { lang: 'pseudo' })),
  overlay('menu-pseudo', 'usual', { lang: 'pseudo' }, { act: press('overlay.more') }),
  overlay('settings-pseudo', 'usual', { lang: 'pseudo' }, { act: press('overlay.more', 'common.party-settings') }),
  overlay('talk-more-pseudo', 'talk', { lang: 'pseudo' }, { act: fold }),
  overlay('talk-kick', 'talk', {}, { act: foldTo('common.kick') }),
  overlay('talk-ban', 'talk', {}, { act: foldTo('common.ban') }),
  overlay('talk-ban-de', 'talk', { lang: 'de' }, { act: foldTo('common.ban') }),
  overlay('talk-ban-ar', 'talk', { lang: 'ar' }, { act: foldTo('common.ban') }),
  overlay('talk-ban-pseudo', 'talk', { lang: 'pseudo' }, { act: foldTo('common.ban') }),
  overlay('talk-link', 'long-names', {}, { act: openedLink }),
  overlay('talk-link-pseudo', 'long-names', { lang: 'pseudo' }, { act: openedLink }),
  ...FAREWELLS.map((reason) => farewell(reason, reason)),
  ...(['de', 'ar', 'pseudo'] as const).map((lang) => farewell(`banned-${lang}`, 'banned', { lang })),
  farewell('phone', 'elsewhere', {}, PHONE),
  overlay('pill', 'glimpse', { size: 'pill' }),
  overlay('on-film-pseudo', 'on-film', { size: 'pill', lang: 'pseudo' }),
  ...(['en', 'ar', 'pseudo'] as const).map((lang) =>
    overlay(
      `fullscreen-pill-${lang}`,
      'on-film',
      { size: 'pill', lang },
      { act: fillScreen('player'), fullscreen: true },
    ),
  ),
  overlay('fullscreen-docked', 'on-film', { size: 'sidebar' }, { act: fillScreen('player'), fullscreen: true }),
  overlay('fullscreen-video', 'on-film', { size: 'sidebar' }, { act: fillScreen('video'), fullscreen: true }),
  overlay('floating', 'usual', { size: 'floating' }),
  overlay('floating-ar', 'usual', { size: 'floating', lang: 'ar' }),
  overlay('sheet', 'usual', { size: 'sidebar' }, PHONE),
  overlay('sheet-de-long', 'long-names', { size: 'sidebar', lang: 'de' }, PHONE),
  overlay('sheet-ar', 'long-names', { size: 'sidebar', lang: 'ar' }, PHONE),
  overlay('crowd-open', 'crowd', {}, { act: (page) => page.locator('.wp-faces').click() }),
  overlay('people-open', 'people', {}, { act: people() }),
  overlay('people-member-open', 'people-member', {}, { act: people() }),
  ...(['en', 'de', 'ar', 'pseudo'] as const).map((lang) =>
    overlay(`people-gone-${lang}`, 'gone', { lang }, { act: people() }),
  ),
  overlay('people-gone-ban', 'gone', {}, { act: people('Smythe', 'common.ban') }),
  overlay('people-everyone', 'usual', {}, { act: people() }),
  ...(['en', 'de', 'ar', 'pseudo'] as const).flatMap((lang) => [
    overlay(`people-menu-${lang}`, 'people', { lang }, { act: people('Smythe') }),
    overlay(`people-ban-${lang}`, 'people', { lang }, { act: people('Smythe', 'common.ban') }),
  ]),
  overlay('people-hand-over', 'people', {}, { act: people('Ana', 'party.make-host') }),
  overlay('people-unmute-pseudo', 'people', { lang: 'pseudo' }, { act: people('Kei') }),
  overlay('people-floating-pseudo', 'people', { lang: 'pseudo', size: 'floating' }, { act: people('Ana') }),
  overlay('people-sheet', 'people', { size: 'sidebar' }, { ...PHONE, act: people('Smythe', 'common.kick') }),
  overlay('people-forced-colors', 'people', {}, { act: people('Ana'), forcedColors: true }),
  overlay('people-more-contrast', 'people', {}, { act: people('Ana', 'common.ban'), moreContrast: true }),
  overlay('people-zoom-200', 'people', { size: 'sidebar' }, { width: 590, height: 310, act: people('Kei') }),
  ...(['en', 'pseudo'] as const).flatMap((lang) => [
    overlay(`failing-${lang}`, 'failing', { lang }, { act: type('.wp-failed') }),
    overlay(`sending-${lang}`, 'sending', { lang }, { act: type('.wp-sending') }),
    overlay(`answering-${lang}`, 'talk', { lang }, { act: foldTo('chat.reply') }),
  ]),
  overlay('menu', 'usual', {}, { act: press('overlay.more') }),
  overlay('talk-de', 'talk', { lang: 'de' }),
  overlay('talk-ar', 'talk', { lang: 'ar' }),
  overlay('talk-more', 'talk', {}, { act: fold }),
  overlay('talk-more-de', 'talk', { lang: 'de' }, { act: fold }),
  overlay('talk-mention', 'talk', {}, { act: (page) => page.locator('textarea').pressSequentially('hey @') }),
  overlay('talk-emoji', 'talk', {}, { act: press('chat.emoji') }),
  overlay('settings', 'usual', {}, { act: press('overlay.more', 'common.party-settings') }),
  overlay('forced-colors', 'usual', {}, { forcedColors: true }),
  overlay('more-contrast', 'usual', {}, { moreContrast: true }),
  overlay('zoom-200', 'usual', { size: 'sidebar' }, { width: 590, height: 310 }),
];

/** They come with the first press. */
const settings =
  (...keys: MessageKey[]) =>
  async (page: Page) => {
    await press('popup.settings')(page);
    await page.locator('.pop-section').first().waitFor();
    await press(...keys)(page);
  };
const inMenu =
  (name: string, ...keys: MessageKey[]) =>
  async (page: Page) => {
    await page.getByRole('button', { name }).first().click();
    for (const key of keys)
      await page
        .locator('.pop-menu')
        .getByRole('button', { name: await say(page, key) })
        .first()
        .click();
  };
const diagnosed = async (page: Page) => {
  await settings('settings.diagnostics')(page);
  await page.locator('.pop-figures').nth(1).waitFor();
};

const tooFar = async (page: Page) => {
  await press('schedule.offer')(page);
  await page.locator('input[type=datetime-local]').fill('2099-01-01T20:00');
  await press('schedule.plan')(page);
  await page.locator('.wp-problem').waitFor();
};

/** Moved by a day, and asked whether it is off. */
const calledOff = async (page: Page) => {
  await page.getByText('Sunday', { exact: true }).click();
  await page.locator('input[type=datetime-local]').fill('2026-01-05T20:00');
  await press('schedule.call-off')(page);
};

const partySettings = async (page: Page) => {
  await press('common.party-settings')(page);
  await page.getByRole('button', { name: await say(page, 'party.new-code') }).waitFor();
};

/** Screens that a hand has to open. */
const OPENED: Record<string, [PopupSceneName, Shot['act']]> = {
  settings: ['home', settings()],
  upgrade: ['guest', settings('welcome.register')],
  password: ['home', settings('password.change')],
  register: ['welcome', press('welcome.register')],
  'server-test': ['home', settings('server.test')],
  'sign-out': ['guest', settings('settings.sign-out')],
  'kick-sure': ['party', inMenu('Ana', 'common.kick')],
  'after-ban': ['party', inMenu('Ana', 'common.ban', 'party.ban-sure')],
  'banned-list': ['party-banned', partySettings],
  'diagnostics-party': ['party-measured', diagnosed],
  'end-party': ['home', (page) => page.locator('[id^=pop-end-]').first().click()],
  'take-off': ['home', (page) => page.locator('[id^=pop-end-]').nth(1).click()],
  'settings-guest': ['guest', settings()],
  diagnostics: ['home', settings('settings.diagnostics')],
  'picture-chosen': ['picture-none', chooseFile('extension/icons/128.png')],
  'picture-saved': ['picture', saveFile],
  'picture-error': ['picture-none', chooseFile('package.json')],
  'party-settings': ['party', partySettings],
  'sign-in': ['welcome', press('welcome.sign-in')],
  schedule: ['home', press('schedule.offer')],
  'schedule-too-far': ['home', tooFar],
  planned: ['home', (page) => page.getByText('Sunday with grandma').click()],
  'planned-host': ['home-planned', calledOff],
  'co-host-menu': ['party-co-host', inMenu('Jonathan', 'common.kick')],
  'member-menu': ['party', (page) => page.getByRole('button', { name: 'Ana' }).first().click()],
  'qr-code': ['party', press('invite.show-qr')],
};
/** What shows by colour alone is lost there: marks, switches, a plot, the dots of a code, fields that are wrong. */
const IN_FORCED_COLOURS = [
  'settings',
  'party-settings',
  'schedule-too-far',
  'kick-sure',
  'diagnostics-party',
  'qr-code',
  'picture-error',
];
const IN_OTHER_WORDS = ['de', 'ar', 'ja', 'pseudo'] as const;
const TRANSLATED: PopupSceneName[] = [
  'services',
  'invited',
  'home',
  'party',
  'welcome',
  'welcome-film',
  'welcome-invited',
  'permission',
  'home-offline',
  'kicked',
  'picture',
  'too-old',
];

const POPUPS: Shot[] = [
  // In the longest words each of them.
  ...(Object.keys(POPUP_SCENES) as PopupSceneName[])
    .filter((scene) => !TRANSLATED.includes(scene))
    .map((scene) => popup(`${scene}-pseudo`, scene, { lang: 'pseudo' })),
  ...(Object.keys(POPUP_SCENES) as PopupSceneName[]).map((scene) => popup(scene, scene)),
  ...Object.entries(OPENED).flatMap(([name, [scene, act]]) => [
    popup(name, scene, {}, { act }),
    ...IN_OTHER_WORDS.map((lang) => popup(`${name}-${lang}`, scene, { lang }, { act })),
    popup(`${name}-dark`, scene, { theme: 'dark' }, { act }),
    ...(IN_FORCED_COLOURS.includes(name)
      ? [popup(`${name}-forced-colors`, scene, {}, { act, forcedColors: true })]
      : []),
  ]),
  ...TRANSLATED.flatMap((scene) => IN_OTHER_WORDS.map((lang) => popup(`${scene}-${lang}`, scene, { lang }))),
  popup('home-dark', 'home', { theme: 'dark' }),
  popup('party-dark', 'party', { theme: 'dark' }),
  popup('welcome-dark', 'welcome', {}, { dark: true }),
  popup('welcome-film-dark', 'welcome-film', { theme: 'dark' }),
  popup('welcome-invited-dark', 'welcome-invited', { theme: 'dark' }),
  popup('party-forced-colors', 'party', {}, { forcedColors: true }),
  popup('home-forced-colors', 'home', {}, { forcedColors: true }),
  popup('services-forced-colors', 'services', {}, { forcedColors: true }),
  popup('permission-forced-colors', 'permission', {}, { forcedColors: true }),
  popup('home-more-contrast', 'home', {}, { moreContrast: true }),
  popup('picture-dark', 'picture', { theme: 'dark' }),
  popup('picture-forced-colors', 'picture', {}, { forcedColors: true }),
  popup('picture-zoom-200', 'picture', {}, { width: 360, height: 300 }),
  popup('home-zoom-200', 'home', {}, { width: 360, height: 300 }),
];

const PARTS: Shot[] = ['light', 'dark'].map((theme) => ({
  name: `parts-${theme}`,
  path: `/?parts=${theme}`,
  width: 360,
  height: 1500,
}));

/** The page as it is where the extension may enter it: its button woken, and what it says after a press. */
const awake = (said: 'joining' | 'press') => (page: Page) =>
  page.evaluate((which) => {
    const [button, here, steps] = ['join', 'here', 'steps'].map((id) => document.getElementById(`watchparty-${id}`));
    if (!button || !here || !steps) throw new Error('no button to wake');
    button.hidden = false;
    steps.hidden = true;
    here.hidden = false;
    here.textContent = here.dataset[which] ?? '';
  }, said);

const INVITES: Shot[] = [
  ...Object.keys(INVITE_SCENES).map((name) => ({ name, path: `/${name}.html`, width: 640, height: 760 })),
  { name: 'invite-phone-dark', path: '/invite-de.html', width: 390, height: 844, dark: true },
  { name: 'invite-awake', path: '/invite.html', width: 640, height: 760, act: awake('joining') },
  { name: 'invite-awake-pseudo', path: '/invite-pseudo.html', width: 640, height: 760, act: awake('press') },
  { name: 'invite-phone-pseudo', path: '/invite-planned-pseudo.html', width: 390, height: 844 },
];

/** In these a language's own words must find room: the most of them, the narrowest places, side by side. */
export const DENSE: Record<'popup' | 'overlay', readonly string[]> = {
  popup: [
    'popup-party-settings',
    'popup-settings-guest',
    'popup-kick-sure',
    'popup-schedule-too-far',
    'popup-planned-host',
    'popup-diagnostics-party',
    'popup-home',
    'popup-welcome-invited',
  ],
  overlay: [
    'overlay-settings',
    'overlay-people-ban-en',
    'overlay-talk-more',
    'overlay-failing-en',
    'overlay-going',
    'overlay-pill',
  ],
};

/** Every screen and state that needs no server, as pictures are taken and as accessibility is checked. */
export const SHOTS: readonly Shot[] = [...POPUPS, ...OVERLAYS, ...PARTS, ...INVITES];
