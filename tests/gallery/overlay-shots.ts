import type { Page } from 'playwright-core';
import type { FarewellReason } from '../../extension/messaging/farewell-note.ts';
import type { MessageKey } from '../../extension/ui/i18n.ts';
import { press, say } from './press.ts';
import { SCENES, type SceneName } from './scenes.ts';
import { query, type Shot, type Wishes } from './shot.ts';

const overlay = (name: string, scene: SceneName, wishes: Wishes = {}, more: Partial<Shot> = {}): Shot => ({
  name: `overlay-${name}`,
  path: `/?${query(scene, wishes)}`,
  width: 1180,
  height: 620,
  ...more,
});

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

/** The overlay on a page, and what it leaves there when one is out of the party. */
export const OVERLAYS: Shot[] = [
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
