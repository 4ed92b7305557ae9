import type { Content } from '../../shared/party/content.ts';
import type { MemberState } from '../../shared/party/party.ts';
import type { Timeline } from '../../shared/playback/timeline.ts';
import { COMMANDS, type TimelineChange } from '../../shared/protocol/events.ts';
import type { startSites } from '../sites/server.ts';
import { TestUser } from '../support/client.ts';
import { until } from '../support/poll.ts';
import type { TestServer } from '../support/server.ts';
import { type Hand, handOn } from './hand.ts';
import { type Person, startParty } from './people.ts';
import { SitePage } from './site-page.ts';
import type { Subject } from './subjects.ts';

/** What all subjects share. */
export interface House {
  sites: Awaited<ReturnType<typeof startSites>>;
  server: TestServer;
  ana: Person;
}

/** One page in a party of two: Ana has a browser, Mira is somebody elsewhere, without a film. */
export interface Stage {
  subject: Subject;
  house: House;
  page: SitePage;
  film: Hand;
  /** How the page looked before the party came (see `looksOf`). */
  before: string;
  /** What the party watches now, as Mira hears it. */
  content(): Content | null;
  /** What Ana's player does, as Mira hears it. */
  state(): MemberState | undefined;
  /** Commands that came from Ana's page so far. */
  acts(): string[];
  /** Mira presses. Seconds of content. */
  press(name: 'video-play' | 'video-pause' | 'video-seek' | 'video-rate', at: number, rate?: number): Promise<void>;
  timeline(): Timeline;
  close(): Promise<void>;
}

const MEDIA_WAIT_MS = 20_000;
/** A page without a clock that can be relied on waits 4 s before it tells its place. */
const START_WAIT_MS = 8_000;

/** Runs in the page: the film and all around it, with what a party could leave behind. */
const LOOKS = `((selector) => {
  const deep = (root) => [...root.querySelectorAll(selector),
    ...[...root.querySelectorAll('*')].flatMap((e) => (e.shadowRoot ? deep(e.shadowRoot) : []))];
  const film = deep(document).filter((v) => v.checkVisibility())
    .sort((a, b) => b.getBoundingClientRect().width - a.getBoundingClientRect().width)[0];
  const chain = [];
  for (let at = film; at; at = at.parentElement ?? (at.getRootNode().host ?? null)) {
    const { width, height } = at.getBoundingClientRect();
    const { style } = at;
    const own = [style.width, style.minWidth, style.maxWidth, style.transform].join(',');
    chain.push([at.tagName, own, Math.round(width), Math.round(height)].join(' '));
  }
  chain.push(['pitch', film?.preservesPitch, film?.defaultPlaybackRate].join(' '));
  return chain.join('\\n');
})`;

export const looksOf = (page: SitePage): Promise<string> =>
  page.film<string>(`${LOOKS}(${JSON.stringify(page.video)})`);

/** Open the page, start a party on it, and let the second person join. */
export async function openStage(house: House, subject: Subject): Promise<Stage> {
  const { ana, server, sites } = house;
  sites.clearForbidden();
  const page = new SitePage(await ana.open(subject.url), subject.frame, subject.video);
  const film = handOn(page);
  await film.waitFor((state) => state.phase === 'content', 'the page has its film', MEDIA_WAIT_MS);
  const before = await looksOf(page);
  const code = await startParty(ana, page.driver, 'Ana', subject.start ?? 'Start a party');
  const mira = await TestUser.guest(server.url, 'Mira');
  await mira.join(code);
  // Ready, so that nobody waits for her.
  await mira.status('in-step', true);
  // The page's first word is where its film stands: a press before it would be overruled. A page may have none to say.
  await until(() => mira.timeline().by !== '', 'the start is told', START_WAIT_MS).catch(() => null);
  const anaId = mira.snapshot.members.find(({ id }) => id !== mira.id)?.id;
  return {
    subject,
    house,
    page,
    film,
    before,
    content() {
      const change = mira.socket.all('change-content').findLast((one) => one.content !== undefined);
      return change?.content ?? mira.snapshot.content;
    },
    state: () =>
      mira.socket.all('member-status').findLast(({ memberId }) => memberId === anaId)?.status.state ??
      mira.snapshot.members.find(({ id }) => id === anaId)?.status.state,
    acts: () =>
      mira.socket.heard
        .filter(({ event }) => (COMMANDS as readonly string[]).includes(event))
        .filter(({ body }) => (body as TimelineChange).by?.memberId === anaId)
        .map(({ event }) => event),
    async press(name, at, rate) {
      // What the page itself does meanwhile may be newer than what she has heard: then she presses again.
      await until(async () => (await mira.command(name, at, rate ? { rate } : {})).ok, `${name} is taken`, 5_000);
    },
    timeline: () => mira.timeline(),
    async close() {
      await mira.socket.request('leave-party', {}).catch(() => null); // the socket may be gone already
      mira.socket.close();
      await page.driver.close();
    },
  };
}
