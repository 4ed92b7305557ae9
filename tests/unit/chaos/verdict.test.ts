import { describe, expect, it } from 'vitest';
import type { PartyRecord } from '../../../server/store/store.ts';
import type { Role } from '../../../shared/party/party.ts';
import type { Timeline } from '../../../shared/playback/timeline.ts';
import type { Move } from '../../chaos/moves.ts';
import type { Heard, Held, Testimony } from '../../chaos/testimony.ts';
import { type Case, judge, noFaults } from '../../chaos/verdict.ts';
import { someParty } from '../../support/records.ts';

const key = (memberId: string, n: number) => `${memberId}:c${n}`;
const START: Timeline = {
  epoch: 0,
  mediaKey: 'film',
  rev: 0,
  playing: false,
  position: 0,
  at: 1_000,
  rate: 1,
  by: '',
};

/** What Ana and Kei do in turn, from the first rev on, and the party after each. */
const STORY: readonly { by: string; move: Move; makes: Partial<Timeline> }[] = [
  { by: 'ana', move: { name: 'video-seek', to: 30 }, makes: { position: 30, at: 2_000 } },
  { by: 'kei', move: { name: 'video-play' }, makes: { playing: true, at: 3_000 } },
  { by: 'ana', move: { name: 'video-rate', rate: 2 }, makes: { rate: 2, position: 31, at: 4_000 } },
  { by: 'kei', move: { name: 'video-pause' }, makes: { playing: false, position: 33.5, at: 5_000 } },
];
const REVS = STORY.map((_, n) => n + 1);

/** Nothing wrong: what a test plants into it is all that may be found. Copies of its own for everything. */
function fine(): Case & { ana: Testimony; kei: Testimony; server: Held } {
  const timelines: Timeline[] = [];
  for (const { by, makes } of STORY) {
    const before = timelines.at(-1) ?? START;
    timelines.push({ ...before, ...makes, by, rev: before.rev + 1 });
  }
  const heard = (): Heard[] =>
    timelines.map((timeline) => ({ commandId: `c${timeline.rev}`, reason: 'command', timeline, hold: null }));
  const seats = () => [
    { id: 'ana', role: 'host' as Role },
    { id: 'kei', role: 'member' as Role },
  ];
  const held = (): Held => ({ timeline: { ...timelines.at(-1)! }, hold: null, members: seats() });
  const testimony = (memberId: string): Testimony => {
    const own = REVS.filter((n) => STORY[n - 1]!.by === memberId);
    return {
      memberId,
      moves: new Map(own.map((n) => [`c${n}`, STORY[n - 1]!.move])),
      acknowledged: own.map((n) => ({ commandId: `c${n}`, timeline: timelines[n - 1]! })),
      heard: heard(),
      said: [],
      held: held(),
    };
  };
  const [ana, kei] = [testimony('ana'), testimony('kei')];
  const party = someParty();
  const record: PartyRecord = {
    ...party,
    applied: REVS.map((n) => key(STORY[n - 1]!.by, n)),
    videoState: { ...timelines.at(-1)! },
    members: seats().map((seat) => ({ ...party.members[0]!, ...seat })),
  };
  const roles = new Map<string, Role>(seats().map(({ id, role }) => [id, role]));
  return { record, server: held(), members: [ana, kei], roles, ana, kei };
}

type Fine = ReturnType<typeof fine>;
/** The verdict on the story with one thing in it changed. */
const verdictOn = (plant: (party: Fine) => Partial<Case>) => {
  const party = fine();
  return judge({ ...party, ...plant(party) });
};
const onlyWrong = (words: string) => ({ ...noFaults(), wrongStates: [expect.stringContaining(words)] });
/** Kei holds something else. */
const keiHolds = ({ ana, kei }: Fine, change: (held: Held) => Held) => ({
  members: [ana, { ...kei, held: change(kei.held!) }],
});
/** The server, and everybody and everything with it, has come to another end. */
function allHave({ record, ana, kei, server }: Fine, change: Partial<Timeline> & { hold?: Held['hold'] }) {
  const { hold = null, ...timeline } = change;
  const to = (held: Held): Held => ({ ...held, hold, timeline: { ...held.timeline, ...timeline } });
  const members = [ana, kei].map((one) => ({ ...one, held: to(one.held!) }));
  return {
    server: to(server),
    members,
    record: { ...record, hold, videoState: { ...record.videoState, ...timeline } },
  };
}

describe('the verdict of chaos on faults that were planted', () => {
  it('finds nothing where nothing is wrong', () => {
    expect(judge(fine())).toEqual(noFaults());
  });

  it('lost: acknowledged, and not in the database', () => {
    const forgotten = (n: number) =>
      verdictOn(({ record }) => ({
        record: { ...record, applied: record.applied.map((one) => (one.endsWith(`c${n}`) ? key('other', 9) : one)) },
      }));
    for (const n of REVS) expect(forgotten(n).lost, STORY[n - 1]!.move.name).toEqual([key(STORY[n - 1]!.by, n)]);
  });

  it('lost: a play that was acknowledged and of which nothing is to be seen', () => {
    const extra = (move: Move, timeline: Partial<Timeline>) =>
      verdictOn(({ ana, kei }) => {
        const moves = new Map([...ana.moves, ['c9', move]]);
        const one = { commandId: 'c9', timeline: { ...ana.held!.timeline, ...timeline } };
        return { members: [{ ...ana, moves, acknowledged: [...ana.acknowledged, one] }, kei] };
      });
    // The party stands: a pause changes nothing and is not noted, a play would have.
    expect(extra({ name: 'video-pause' }, {})).toEqual(noFaults());
    expect(extra({ name: 'video-rate', rate: 2 }, {})).toEqual(noFaults());
    for (const move of [
      { name: 'video-play' },
      { name: 'video-rate', rate: 1 },
      { name: 'video-seek', to: 33.5 },
    ] satisfies Move[])
      expect(extra(move, {}), move.name).toEqual({ ...noFaults(), lost: [key('ana', 9)] });
  });

  it('doubled: twice in the database, or heard once more after it was acknowledged', () => {
    const twice = verdictOn(({ record }) => ({
      record: { ...record, applied: [...record.applied, key('kei', 4)] },
    }));
    expect(twice.doubled).toEqual([expect.stringContaining('twice in the database')]);
    const again = verdictOn(({ ana, kei }) => {
      const once = kei.heard[0]!;
      const timeline = { ...once.timeline, rev: 40 };
      return { members: [ana, { ...kei, heard: [...kei.heard, { ...once, timeline }] }] };
    });
    expect(again).toEqual({ ...noFaults(), doubled: ['c1'] });
  });

  it('reordered: the database has another order than the revs, or than a member sent', () => {
    const swapped = verdictOn(({ record }) => {
      const [first, second, ...rest] = record.applied;
      return { record: { ...record, applied: [second!, first!, ...rest] } };
    });
    expect(swapped.reordered).toContain(key('kei', 2));
    const turned = verdictOn(({ ana, kei }) => ({
      members: [{ ...ana, acknowledged: ana.acknowledged.toReversed() }, kei],
    }));
    expect(turned.reordered).toContain(key('ana', 1));
  });

  it('wrong: a member holds another timeline than the server, in any field', () => {
    const other: Timeline = {
      epoch: 1,
      mediaKey: 'x',
      rev: 3,
      playing: true,
      position: 0,
      at: 0,
      rate: 0.5,
      by: 'ana',
    };
    for (const name of Object.keys(other) as (keyof Timeline)[]) {
      const wrong = verdictOn((party) =>
        keiHolds(party, (held) => ({ ...held, timeline: { ...held.timeline, [name]: other[name] } })),
      );
      expect(wrong, name).toEqual(onlyWrong(`kei holds ${name} ${other[name]} instead of`));
    }
    expect(verdictOn(({ ana, kei }) => ({ members: [ana, { ...kei, held: null }] }))).toEqual(
      onlyWrong('kei holds nothing'),
    );
    expect(verdictOn(() => ({ server: null }))).toEqual(onlyWrong('the server does not say'));
  });

  it('wrong: the database has another timeline than the server, but for a rev of before it came back', () => {
    const kept = (change: Partial<Timeline>) =>
      verdictOn(({ record }) => ({ record: { ...record, videoState: { ...record.videoState, ...change } } }));
    expect(kept({ position: 33.4 })).toEqual(onlyWrong('the database has position 33.4 instead of 33.5'));
    expect(kept({ at: 5_001 })).toEqual(onlyWrong('the database has at 5001'));
    expect(kept({ rev: 2 })).toEqual(noFaults());
    expect(kept({ rev: 5 })).toEqual(onlyWrong('the database is at rev 5'));
  });

  it('wrong: all agree on what no command has made', () => {
    expect(verdictOn((party) => allHave(party, { playing: true }))).toEqual(
      onlyWrong('playing true after video-pause'),
    );
    expect(verdictOn((party) => allHave(party, { rate: 1 }))).toEqual(onlyWrong('rate 1 after 2'));
  });

  it('wrong: another hold, or one that does not end though everybody is ready', () => {
    const hold: NonNullable<Held['hold']> = { memberIds: ['ana'], until: 9_000, reason: 'buffering' };
    expect(verdictOn((party) => keiHolds(party, (held) => ({ ...held, hold })))).toEqual(
      onlyWrong('kei holds hold ana'),
    );
    expect(verdictOn(({ record }) => ({ record: { ...record, hold } }))).toEqual(
      onlyWrong('the database has hold ana'),
    );
    expect(verdictOn((party) => allHave(party, { hold }))).toEqual(onlyWrong('the party waits for ana'));
  });

  it('wrong: members and roles, of a member, of the database and of the party', () => {
    const [co, gone] = [
      { id: 'kei', role: 'co-host' as const },
      { id: 'ana', role: 'host' as const },
    ];
    expect(verdictOn((party) => keiHolds(party, (held) => ({ ...held, members: [gone, co] })))).toEqual(
      onlyWrong('kei holds members ana host, kei co-host instead of ana host, kei member'),
    );
    const unseated = (seats: PartyRecord['members']) => seats.map((seat) => ({ ...seat, present: seat.id === 'ana' }));
    expect(verdictOn(({ record }) => ({ record: { ...record, members: unseated(record.members) } }))).toEqual(
      onlyWrong('the database has members ana host instead of'),
    );
    const everywhere = (members: Held['members']) =>
      verdictOn(({ record, ana, kei, server }) => ({
        server: { ...server, members },
        members: [ana, kei].map((one) => ({ ...one, held: { ...one.held!, members } })),
        record: { ...record, members: members.map((seat) => ({ ...record.members[0]!, ...seat })) },
      }));
    expect(everywhere([gone])).toEqual(onlyWrong('kei is there 0 times'));
    expect(everywhere([gone, co])).toEqual(onlyWrong('kei is co-host, and was made member'));
    expect(everywhere([gone, { id: 'kei', role: 'member' }, { id: 'max', role: 'member' }])).toEqual(
      onlyWrong('max is a stranger'),
    );
    expect(
      everywhere([
        { id: 'ana', role: 'member' },
        { id: 'kei', role: 'member' },
      ]).wrongStates,
    ).toContain('the party has 0 hosts');
  });

  it('says nothing of roles that an absence may have passed on', () => {
    const passed = [
      { id: 'ana', role: 'co-host' as const },
      { id: 'kei', role: 'host' as const },
    ];
    const passedTo = (roles: Case['roles'], { record, ana, kei, server }: Fine): Partial<Case> => ({
      roles,
      server: { ...server, members: passed },
      members: [ana, kei].map((one) => ({ ...one, held: { ...one.held!, members: passed } })),
      record: { ...record, members: passed.map((seat) => ({ ...record.members[0]!, ...seat })) },
    });
    expect(verdictOn((party) => passedTo(null, party))).toEqual(noFaults());
    expect(verdictOn((party) => passedTo(party.roles, party)).wrongStates).toHaveLength(2);
  });

  it('wrong: a timeline that does not follow from the one before it', () => {
    const told = (n: number, change: Partial<Timeline>) =>
      verdictOn(({ ana, kei }) => {
        const heard = ana.heard.map((one) =>
          one.timeline.rev === n ? { ...one, timeline: { ...one.timeline, ...change } } : one,
        );
        return { members: [ana, kei].map((one) => ({ ...one, heard })) };
      }).wrongStates;
    expect(told(2, { position: 31 })).toContain('rev 2 (c2): at 31 instead of 30');
  });
});
