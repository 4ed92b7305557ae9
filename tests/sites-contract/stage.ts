import type { Page } from 'playwright';
import type { Content } from '../../shared/party/content.ts';
import type { MemberState } from '../../shared/party/party.ts';
import type { Timeline } from '../../shared/playback/timeline.ts';
import type { startSites } from '../sites/server.ts';
import type { ChromiumUser } from '../support/chromium.ts';
import { TestUser } from '../support/client.ts';
import { type Film, filmOn } from '../support/film.ts';
import { createParty } from '../support/party-flow.ts';
import { until } from '../support/poll.ts';
import type { TestServer } from '../support/server.ts';
import type { Subject } from './subjects.ts';

export type Sites = Awaited<ReturnType<typeof startSites>>;

/** What all subjects share. */
export interface House {
  sites: Sites;
  server: TestServer;
  ana: ChromiumUser;
}

/** One page in a party of two: Ana has a browser, Mira is somebody elsewhere, without a film. */
export interface Stage {
  subject: Subject;
  house: House;
  page: Page;
  film: Film;
  /** What the party watches now, as Mira hears it. */
  content(): Content | null;
  /** What Ana's player does, as Mira hears it. */
  state(): MemberState | undefined;
  /** Mira presses. Seconds of content. */
  press(name: 'video-play' | 'video-pause' | 'video-seek' | 'video-rate', at: number, rate?: number): Promise<void>;
  timeline(): Timeline;
  close(): Promise<void>;
}

const MEDIA_WAIT_MS = 20_000;

/** Move the mouse over the film that is seen (a page may have others first): the site's controls show. */
export async function showControls(page: Page): Promise<void> {
  const films = page.locator('video:visible');
  const boxes = await Promise.all((await films.all()).map((one) => one.boundingBox()));
  const box = boxes.reduce((best, one) => (one && one.width > (best?.width ?? 0) ? one : best), null);
  if (!box) throw new Error('no film to move the mouse over');
  for (const share of [0.4, 0.5, 0.6]) await page.mouse.move(box.x + box.width * share, box.y + box.height * 0.5);
}

/** The film, played and paused by the button of its own player. */
function handOn(page: Page): Film {
  const film = filmOn(page);
  const press = async (wanted: boolean) => {
    if ((await film.state()).paused === wanted) return;
    await showControls(page);
    await page.locator('[data-standin=play]').first().click({ timeout: 10_000 });
  };
  return { ...film, play: () => press(false), pause: () => press(true) };
}

/** Open the page, start a party on it, and let the second person join. */
export async function openStage(house: House, subject: Subject): Promise<Stage> {
  const { ana, server, sites } = house;
  sites.clearForbidden();
  const page = await ana.open(subject.url);
  const film = handOn(page);
  await film.waitFor((state) => state.phase === 'content', 'the page has its film', MEDIA_WAIT_MS);
  const code = await createParty(ana, page, 'Ana');
  const mira = await TestUser.guest(server.url, 'Mira');
  await mira.join(code);
  // Ready, so that nobody waits for her.
  await mira.status('in-step', true);
  const anaId = mira.snapshot.members.find(({ id }) => id !== mira.id)?.id;
  return {
    subject,
    house,
    page,
    film,
    content() {
      const change = mira.socket.all('change-content').findLast((one) => one.content !== undefined);
      return change?.content ?? mira.snapshot.content;
    },
    state: () =>
      mira.socket.all('member-status').findLast(({ memberId }) => memberId === anaId)?.status.state ??
      mira.snapshot.members.find(({ id }) => id === anaId)?.status.state,
    async press(name, at, rate) {
      // What the page itself does meanwhile may be newer than what she has heard: then she presses again.
      await until(async () => (await mira.command(name, at, rate ? { rate } : {})).ok, `${name} is taken`, 5_000);
    },
    timeline: () => mira.timeline(),
    async close() {
      await mira.socket.request('leave-party', {}).catch(() => null); // the socket may be gone already
      mira.socket.close();
      await page.close();
    },
  };
}
