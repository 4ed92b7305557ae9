import { beforeEach, describe, expect, it, vi } from 'vitest';
import { isLate, LATE_MS, type Reminder, renewed } from '../../../extension/background/reminder-list.ts';
import { type AppState, createStateCell, initialState } from '../../../extension/background/state.ts';
import { allWords } from '../../../extension/ui/catalogue.ts';
import type { PartySummary } from '../../../shared/protocol/api.ts';
import { fail, ok, type Result } from '../../../shared/protocol/errors.ts';

const BEGINS = Date.UTC(2031, 4, 1, 20, 30);

/** The browser as far as reminders need it: what it keeps, what it rings for, what it shows. */
const browser = vi.hoisted(() => {
  const stored: Record<string, unknown> = {};
  const alarms = new Map<string, number>();
  const shown: { id: string; title: string; message: string }[] = [];
  const may = { notices: true };
  const did: string[] = [];
  const pressed: ((id: string) => void)[] = [];
  const api = {
    storage: {
      local: {
        get: async (key: string) => ({ [key]: stored[key] }),
        set: async (items: object) => void Object.assign(stored, structuredClone(items)),
      },
    },
    alarms: {
      getAll: async () => [...alarms].map(([name, scheduledTime]) => ({ name, scheduledTime })),
      create: (name: string, { when }: { when: number }) => void alarms.set(name, when),
      clear: async (name: string) => alarms.delete(name),
    },
    permissions: { contains: async () => may.notices },
    runtime: { getURL: (path: string) => path },
    tabs: {
      update: async (id: number) => {
        if (id !== 7) throw new Error('No tab with id');
        did.push(`shows tab ${id}`);
        return { id, windowId: 3 };
      },
      create: async ({ url }: { url: string }) => void did.push(`opens ${url}`),
    },
    windows: { update: async (id: number) => void did.push(`shows window ${id}`) },
    notifications: {
      onClicked: { addListener: (listener: (id: string) => void) => void pressed.push(listener) },
      clear: async (id: string) => void did.push(`clears ${id}`),
      create: async (id: string, what: { title: string; message: string }) => void shown.push({ id, ...what }),
    },
  };
  return { stored, alarms, shown, may, did, pressed, api };
});
vi.mock('webextension-polyfill', () => ({ default: browser.api }));
vi.mock('../../../extension/background/words.ts', () => ({ readWords: async () => allWords('en') }));
const { createReminders, renewOnMoving, watchNotices } = await import('../../../extension/background/reminders.ts');

const party = (more: Partial<PartySummary> = {}) =>
  ({
    partyCode: 'AAA-BBB-CCC',
    inviteUrl: 'https://party.example/join/AAA-BBB-CCC',
    name: 'Film night',
    hostName: 'Mira',
    status: 'scheduled',
    startsAt: BEGINS,
    ...more,
  }) as PartySummary;
const NAME = 'watchparty:starts:AAA-BBB-CCC';
/** What the browser does at the moment of an alarm: it is over, then it is told. */
const ring = async (reminders: ReturnType<typeof createReminders>) => {
  browser.alarms.delete(NAME);
  await reminders.onAlarm(NAME);
};

let answer: Result<PartySummary[]>;
let watching = false;
const create = () => createReminders({ list: async () => answer, watching: () => watching });

beforeEach(() => {
  vi.useFakeTimers({ now: BEGINS - 3_600_000 });
  vi.stubGlobal('navigator', { language: 'en-GB' });
  for (const key of Object.keys(browser.stored)) delete browser.stored[key];
  browser.stored.preferences = { reminders: true };
  browser.alarms.clear();
  browser.shown.length = 0;
  browser.may.notices = true;
  watching = false;
  answer = ok([party()]);
});

describe('a party that begins', () => {
  it('is told once, with its name and who invites, under a name that leads to the invitation', async () => {
    const reminders = create();
    await reminders.renew([party()]);
    expect([...browser.alarms]).toEqual([[NAME, BEGINS]]);
    vi.setSystemTime(BEGINS);
    // Our clock is ahead: for the server the party is still to come.
    await ring(reminders);
    expect(browser.shown).toMatchObject([
      {
        id: 'watchparty:starts:https://party.example/join/AAA-BBB-CCC',
        title: 'Film night',
        message: 'Mira’s party begins now. Press here to go in.',
      },
    ]);
    await reminders.renew([party()]);
    await create().wake();
    expect([...browser.alarms]).toEqual([]);
    await ring(reminders);
    expect(browser.shown).toHaveLength(1);
  });

  it('is told by when it began, if it is told late, and not at all when it is long under way', async () => {
    await create().renew([party()]);
    const kept = structuredClone(browser.stored.reminders);
    answer = ok([party({ status: 'live' })]);
    vi.setSystemTime(BEGINS + 10 * 60_000);
    await ring(create());
    const message = browser.shown[0]?.message ?? '';
    expect(message).toMatch(/^Mira’s party began at \d{1,2}:30/);
    browser.stored.reminders = kept;
    vi.setSystemTime(BEGINS + LATE_MS + 1);
    await ring(create());
    expect(browser.shown).toHaveLength(1);
  });

  it('is told without an answer of the server, by what is known', async () => {
    await create().renew([party()]);
    vi.setSystemTime(BEGINS);
    answer = fail('offline');
    await ring(create());
    expect(browser.shown).toHaveLength(1);
  });

  it.each([
    ['was called off', () => (answer = ok([]))],
    ['is over', () => (answer = ok([party({ status: 'past' })]))],
    ['is watched in this browser already', () => (watching = true)],
    ['may not be shown', () => (browser.may.notices = false)],
    ['belongs to somebody who was signed out', () => (answer = fail('not-signed-in'))],
    ['is no longer wanted: the switch is off', () => (browser.stored.preferences = { reminders: false })],
  ])('is not told when it %s', async (_, change) => {
    await create().renew([party()]);
    vi.setSystemTime(BEGINS);
    change();
    await ring(create());
    await create().wake();
    expect([browser.shown.length, browser.alarms.size]).toEqual([0, 0]);
  });

  it('is told at its new date, if it was moved elsewhere', async () => {
    await create().renew([party()]);
    vi.setSystemTime(BEGINS);
    const startsAt = BEGINS + 86_400_000;
    answer = ok([party({ startsAt })]);
    await ring(create());
    expect([browser.shown.length, browser.alarms.get(NAME)]).toEqual([0, startsAt]);
    vi.setSystemTime(startsAt);
    answer = fail('timeout');
    await ring(create());
    expect(browser.shown).toHaveLength(1);
  });
});

describe('alarms', () => {
  it('that the browser forgot are set again from what is kept, those that stand are left alone', async () => {
    await create().renew([party()]);
    browser.alarms.set(NAME, BEGINS + 17);
    await create().wake();
    await create().renew([party()]);
    expect(browser.alarms.get(NAME)).toBe(BEGINS + 17);
    browser.alarms.clear();
    browser.alarms.set('watchparty:starts:GON-EGO-NE2', 1);
    browser.alarms.set('watchparty:wake', 2);
    await create().wake();
    expect(Object.fromEntries(browser.alarms)).toEqual({ [NAME]: BEGINS, 'watchparty:wake': 2 });
  });

  it('come and go with the switch and with who is signed in', async () => {
    const reminders = create();
    const flip = async (on: boolean) => {
      const oldValue = browser.stored.preferences;
      browser.stored.preferences = { reminders: on };
      reminders.onStored({ preferences: { oldValue, newValue: browser.stored.preferences } });
      await reminders.onAlarm('watchparty:starts:none');
    };
    await flip(false);
    await reminders.renew([party()]);
    expect([...browser.alarms]).toEqual([]);
    await flip(true);
    expect([...browser.alarms]).toEqual([[NAME, BEGINS]]);
    await flip(false);
    expect([...browser.alarms]).toEqual([]);
    await flip(true);
    await reminders.clear();
    expect([[...browser.alarms], browser.stored.reminders]).toEqual([[], []]);
  });
});

describe('the list', () => {
  const known = (more: Partial<Reminder> = {}): Reminder[] => [
    { partyCode: 'AAA-BBB-CCC', inviteUrl: 'u', startsAt: BEGINS, name: 'n', hostName: 'h', rung: false, ...more },
  ];
  const due = (old: readonly Reminder[], ...parties: PartySummary[]) =>
    renewed(old, parties).map(({ startsAt, rung }) => ({ startsAt, rung }));

  it('has what is to come, and what began before it could be told, but nothing that was news when it had begun', () => {
    const live = party({ status: 'live' });
    expect(due([], party(), party({ status: 'past' }), party({ status: 'live', startsAt: null }))).toHaveLength(1);
    expect(due([], live)).toEqual([]);
    expect(due(known(), live)).toEqual([{ startsAt: BEGINS, rung: false }]);
    expect(due(known({ rung: true }), live)).toEqual([]);
    expect(due(known({ rung: true }), party())).toEqual([{ startsAt: BEGINS, rung: true }]);
    expect(due(known({ rung: true }), party({ startsAt: BEGINS + 1 }))).toEqual([
      { startsAt: BEGINS + 1, rung: false },
    ]);
  });

  it('knows what is late', () => {
    expect([isLate({ startsAt: 0 }, 5, 5), isLate({ startsAt: 0 }, 6, 5)]).toEqual([false, true]);
  });
});

describe('whose list has changed', () => {
  const seat = (partyCode: string) => ({ partyCode, inviteUrl: '', tabId: 1, begins: false });

  it('is asked for again when a party is entered or left, however that came, and at nothing else', async () => {
    const cell = createStateCell(initialState('https://party.example'));
    const refresh = vi.fn(async () => {});
    renewOnMoving(cell, { refresh });
    const becomes = async (change: Partial<AppState>) => {
      cell.update(change);
      await Promise.resolve();
      return refresh.mock.calls.length;
    };
    expect(await becomes({ seat: seat('AAA-BBB-CCC') })).toBe(1);
    expect(await becomes({ seat: { ...seat('AAA-BBB-CCC'), tabId: 2 } })).toBe(1);
    expect(await becomes({ seat: seat('DDD-EEE-FFF') })).toBe(2);
    expect(await becomes({ seat: null })).toBe(3);
    expect(await becomes({ outbox: [] })).toBe(3);
  });
});

describe('a press on a notice', () => {
  const INVITATION = 'https://party.example/join/AAA-BBB-CCC';
  const NOTICE = `watchparty:starts:${INVITATION}`;
  let seated: number | null;
  const press = async (notice: string) => {
    browser.did.length = 0;
    for (const listener of browser.pressed) listener(notice);
    // Everything the browser is asked for is answered at once.
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    return browser.did;
  };

  it('goes to the tab of who sits there, opens the invitation for everybody else, and nothing that is none', async () => {
    watchNotices(async (url) => (url === INVITATION ? seated : null));
    watchNotices(async () => 1);
    expect(browser.pressed, 'it listens once').toHaveLength(1);
    seated = 7;
    expect(await press(NOTICE)).toEqual([`clears ${NOTICE}`, 'shows tab 7', 'shows window 3']);
    seated = null;
    expect(await press(NOTICE)).toEqual([`clears ${NOTICE}`, `opens ${INVITATION}`]);
    // Closed meanwhile.
    seated = 8;
    expect(await press(NOTICE)).toEqual([`clears ${NOTICE}`, `opens ${INVITATION}`]);
    expect(await press('watchparty:starts:javascript:alert(1)')).toEqual([]);
    expect(await press(INVITATION)).toEqual([]);
  });
});
