import type { Page } from 'playwright-core';
import type { MessageKey } from '../../extension/ui/i18n.ts';
import { POPUP_SCENES, type PopupSceneName } from './popup-scenes.ts';
import { press, say } from './press.ts';
import { query, type Shot, type Wishes } from './shot.ts';

const popup = (name: string, scene: PopupSceneName, wishes: Wishes = {}, more: Partial<Shot> = {}): Shot => ({
  name: `popup-${name}`,
  // The choice of a picture has a tab of its own, known by this.
  path: `/popup.html?${query(scene, wishes)}${scene.startsWith('picture') ? '#picture' : ''}`,
  width: 360,
  height: 600,
  ...more,
});

const chooseFile = (file: string) => async (page: Page) => {
  await page.locator('input[type=file]').setInputFiles(file);
  await page.locator('canvas.pop-preview, .wp-problem').first().waitFor();
};
const saveFile = async (page: Page) => {
  await chooseFile('extension/icons/128.png')(page);
  await press('popup.save')(page);
  await page.locator('canvas.pop-preview').waitFor({ state: 'detached' });
};

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

/** The popup, and its choice of a picture. */
export const POPUPS: Shot[] = [
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
