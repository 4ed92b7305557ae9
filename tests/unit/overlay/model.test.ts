import { describe, expect, it } from 'vitest';
import { entriesOfModel, glimpsesOf, unreadOf } from '../../../extension/overlay/log-views.ts';
import { EMPTY, FLOAT_MS, GLIMPSE_MS, type ModelEvent, reduce } from '../../../extension/overlay/model.ts';
import { bannerOf, nextDue, typersOf } from '../../../extension/overlay/model-views.ts';
import { tell } from '../../../extension/overlay/telling.ts';
import { TYPING_SHOWN_MS } from '../../../shared/protocol/limits.ts';
import { change, local, member, said, view } from './views.ts';

const run = (...events: (ModelEvent | number)[]) => {
  let now = 0;
  let model = reduce(EMPTY, { kind: 'view', view: view() }, now);
  for (const event of events) {
    if (typeof event === 'number') now = event;
    else model = tell(reduce(model, event, now), now);
  }
  return model;
};
const chat = (...chat: ReturnType<typeof said>[]): ModelEvent => ({
  kind: 'chat',
  update: { messages: chat, chatSeq: chat.at(-1)?.seq ?? 0 },
});
const at = (position: number): ModelEvent => ({ kind: 'local', local: local({ position }) });
const sending: ModelEvent = { kind: 'sending', message: { messageId: 'm9', text: 'hi' } };
const kinds = (model: typeof EMPTY) => entriesOfModel(model).map((entry) => entry.kind);

describe('model', () => {
  it('counts nothing said before one came as unread', () => {
    expect(unreadOf(run(chat(said(1, 'ana'))))).toBe(0);
    expect(unreadOf(run(chat(said(1, 'ana')), chat(said(1, 'ana'), said(2, 'ana'))))).toBe(1);
    expect(unreadOf(run(chat(), chat(said(1, 'ana')), { kind: 'read' }))).toBe(0);
  });

  it('[S30] keeps a message that was not sent, sends it again under its id, and shows it once when it arrives', () => {
    const failed = run(chat(), sending, { kind: 'refused', messageId: 'm9', error: { code: 'offline' } });
    expect(entriesOfModel(failed)).toMatchObject([{ kind: 'pending', pending: { state: 'failed', text: 'hi' } }]);
    const again = reduce(failed, sending, 1);
    expect(entriesOfModel(again)).toMatchObject([{ kind: 'pending', pending: { state: 'sending', error: null } }]);
    expect(kinds(reduce(again, chat({ ...said(1, 'mira'), messageId: 'm9' }), 2))).toEqual(['message']);
    expect(kinds(reduce(failed, { kind: 'discard', messageId: 'm9' }, 1))).toEqual([]);
  });

  it('lifts the veil when one gets there, and never lays it again', () => {
    const veil = (model: typeof EMPTY) => entriesOfModel(model)[0];
    const ahead = run(chat(said(1, 'ana', 110)), at(100));
    expect(veil(ahead)).toMatchObject({ veil: { aheadS: 10 } });
    const there = reduce(ahead, at(109), 1);
    expect(veil(there)).toMatchObject({ veil: null });
    expect(veil(reduce(there, at(20), 2))).toMatchObject({ veil: null });
    expect(veil(reduce(ahead, { kind: 'reveal', seq: 1 }, 1))).toMatchObject({ veil: null });
  });

  it('shows nothing of a later scene while there is no film yet, and takes none of it for seen', () => {
    const first = run(chat(said(1, 'ana', 110)));
    expect(entriesOfModel(first)[0]).toMatchObject({ veil: { aheadS: 110 } });
    expect(glimpsesOf(run(chat(), at(0), chat(said(1, 'ana', 110))))).toEqual([]);
    expect(entriesOfModel(reduce(first, at(100), 1))[0]).toMatchObject({ veil: { aheadS: 10 } });
  });

  it('floats new readable messages of others over the film for 5 s', () => {
    const model = run(chat(), at(100), 10, chat(said(1, 'ana', 100), said(2, 'mira', 100), said(3, 'ana', 500)));
    expect(glimpsesOf(model).map((message) => message.seq)).toEqual([1]);
    expect(glimpsesOf(reduce(model, { kind: 'tick' }, 10 + GLIMPSE_MS))).toEqual([]);
    expect(nextDue(model, 10, 0)).toBe(10 + GLIMPSE_MS);
  });

  it('shows an own reaction once: at the press, not again at its echo', () => {
    const model = run(
      chat(),
      { kind: 'reaction', memberId: 'mira', emoji: '👏', own: true },
      { kind: 'reaction', memberId: 'mira', emoji: '👏', own: false },
      { kind: 'reaction', memberId: 'ana', emoji: '👏', own: false },
    );
    expect(model.floaters.map((floater) => floater.name)).toEqual(['', 'Ana']);
    expect(reduce(model, { kind: 'tick' }, FLOAT_MS).floaters).toEqual([]);
  });

  it('writes into the log who came and who moved the film; a search for a scene is one line', () => {
    const members = [...view().members, member('kei', 3)];
    const model = run(
      chat(),
      { kind: 'view', view: view({ members }) },
      { kind: 'timeline', change: change('video-seek') },
      { kind: 'timeline', change: change('video-seek') },
    );
    expect(kinds(model)).toEqual(['line', 'line']);
    expect(model.toasts.current?.toast).toMatchObject({ text: 'Ana jumped to 12:30' });
  });

  it('tells who was put out, muted and unmuted', () => {
    const people = (ana: Parameters<typeof member>[3]) => ({
      kind: 'view' as const,
      view: view({ members: [member('mira', 1), member('ana', 2, 'in-step', ana)] }),
    });
    const model = run(
      people({ muted: true }),
      people({}),
      { kind: 'set', set: { removed: 'ana' } },
      { kind: 'view', view: view({ members: [member('mira', 1)] }) },
    );
    expect(model.lines.map((line) => line.text)).toEqual([
      'Ana can’t write for now',
      'Ana can write again',
      'Ana was removed from the party',
    ]);
  });

  it('shows who is writing for a moment, until the words come; never oneself', () => {
    const typing = (memberId: string): ModelEvent => ({ kind: 'typing', memberId });
    const model = run(chat(), typing('ana'), typing('mira'), typing('ana'));
    expect(typersOf(model, 0).map((one) => one.id)).toEqual(['ana']);
    expect(typersOf(model, TYPING_SHOWN_MS + 1)).toEqual([]);
    expect(typersOf(reduce(model, chat(said(1, 'ana')), 1), 1)).toEqual([]);
  });

  it('keeps a reaction to a scene ahead for that scene, unless one wants them at once', () => {
    const ahead: ModelEvent = { kind: 'reaction', memberId: 'ana', emoji: '👏', own: false, position: 110, epoch: 1 };
    const kept = run(chat(), at(100), ahead);
    expect(kept.floaters).toEqual([]);
    expect([at(109), at(111)].reduce((model, event) => reduce(model, event, 1), kept).floaters).toHaveLength(1);
    const without = (veil: boolean): ModelEvent => ({ kind: 'set', set: { settings: { veil, replays: false } } });
    expect(run(chat(), at(100), without(false), ahead).floaters).toHaveLength(1);
    // Who wants no word of later scenes gets no laughter about them either.
    const hidden = run(chat(), at(100), without(true), ahead);
    expect([hidden.floaters, hidden.replay]).toEqual([[], run(chat(), at(100)).replay]);
  });

  it('goes on where the page before it was, and from then on knows better', () => {
    const line = { id: -50, afterSeq: 1, text: 'Ana jumped to 12:30', playback: true };
    const kept = { readUpTo: 1, lines: [line], draft: 'half a sent' };
    const messages = [said(1, 'ana'), said(2, 'ana'), said(3, 'ana')];
    const hello = (patch = {}): ModelEvent => ({
      kind: 'chat',
      update: { messages, chatSeq: 3, kept: { ...kept, ...patch } },
    });
    const model = run(hello());
    expect([unreadOf(model), model.draft]).toEqual([2, 'half a sent']);
    expect(kinds(model)).toEqual(['message', 'line', 'message', 'message']);
    const wrote = { kind: 'set', set: { draft: 'half a sentence' } } as const;
    const again = run(hello(), { kind: 'read' }, wrote, hello({ draft: 'older', lines: [] }));
    expect([unreadOf(again), again.draft, again.lines]).toEqual([0, 'half a sentence', [line]]);
  });

  it('goes on into the past until there is none', () => {
    const page = [said(1, 'ana'), said(2, 'ana')];
    const model = run(
      chat(said(3, 'ana')),
      { kind: 'set', set: { older: 'loading' } },
      { kind: 'older-came', messages: page },
    );
    expect([model.chat.map((one) => one.seq), model.older]).toEqual([[1, 2, 3], 'maybe']);
    expect(reduce(model, { kind: 'older-came', messages: [] }, 1).older).toBe('none');
    expect(unreadOf(model)).toBe(0);
  });

  it('shows a notice once for each time it happens', () => {
    const notice = (n: number): ModelEvent => ({
      kind: 'local',
      local: local({ notice: { kind: 'not-allowed', at: n } }),
    });
    const first = run(chat(), notice(1)).toasts.nextId;
    expect(run(chat(), notice(1), notice(1)).toasts.nextId).toBe(first);
    expect(run(chat(), notice(1), notice(2)).toasts.nextId).toBe(first + 1);
  });

  it('[S23] counts a hold down by the party clock', () => {
    const hold = { memberIds: ['ana'], until: 60_000, reason: 'buffering' as const };
    const model = run(
      1_000,
      { kind: 'view', view: view({ hold }) },
      { kind: 'local', local: local({ partyNow: 50_000 }) },
    );
    expect(bannerOf(model, 1_000, 0)).toMatchObject({ seconds: 10 });
    expect(bannerOf(model, 4_500, 0)).toMatchObject({ seconds: 7 });
  });

  it('keeps a banner away that was waved away, until it has gone and come again', () => {
    const offline: ModelEvent = { kind: 'view', view: view({ connection: { state: 'offline', nextTryAt: null } }) };
    const waved = run(offline, { kind: 'set', set: { dismissed: 'offline' } }, offline);
    expect(bannerOf(waved, 0, 0)).toBeNull();
    expect(bannerOf(reduce(reduce(waved, { kind: 'view', view: view() }, 1), offline, 2), 2, 0)).toMatchObject({
      kind: 'offline',
    });
  });

  it('notes what happened where it happened, however late it is told', () => {
    const members = [...view().members, member('kei', 3)];
    const waited = [
      chat(said(1, 'ana')),
      { kind: 'view' as const, view: view({ members }) },
      chat(said(1, 'ana'), said(2, 'kei'), said(3, 'ana')),
      { kind: 'timeline' as const, change: change('video-seek') },
      chat(said(1, 'ana'), said(2, 'kei'), said(3, 'ana'), said(4, 'kei')),
    ].reduce((model, event) => reduce(model, event, 1), run());
    const told = entriesOfModel(tell(waited, 2)).map((one) =>
      one.kind === 'message' ? one.message.seq : one.kind === 'line' && one.line.text,
    );
    expect(told).toEqual([1, 'Kei joined', 2, 3, 'Ana jumped to 12:30', 4]);
  });

  it('lets nothing wait to be told that has no words', () => {
    const content = view().content!;
    const [mira, ana, kei] = [member('mira', 1), member('ana', 2), member('kei', 3)];
    const party = (...members: ReturnType<typeof member>[]): ModelEvent => ({ kind: 'view', view: view({ members }) });
    const before = run(chat(), party(mira, ana, kei));
    const moved = (...patch: Parameters<typeof change>): ModelEvent => ({ kind: 'timeline', change: change(...patch) });
    const waits = (event: ModelEvent) => reduce(before, event, 1).happened.length;
    for (const silent of [
      moved('video-pause', { reason: 'hold' }),
      moved('request-sync', { reason: 'restored', by: null }),
      moved('video-seek', { by: { memberId: 'mira', name: 'Mira' } }),
      moved('change-content', { content: { ...content, duration: 120 } }),
      party(kei, ana, mira),
      party({ ...mira, muted: false }, { ...ana, muted: false }, kei),
      party(ana, kei),
      party(mira, { ...ana, role: 'co-host' }, kei),
      party({ ...mira, role: 'host' }, ana, kei),
    ])
      expect(waits(silent), JSON.stringify(silent)).toBe(0);
    for (const told of [
      moved('video-pause'),
      moved('video-play', { reason: 'hold-over' }),
      moved('change-content', { content: { ...content, mediaKey: '2' } }),
      party(mira, ana),
      party({ ...mira, muted: true }, ana, kei),
      party(mira, { ...ana, muted: true }, kei),
      party(mira, { ...ana, role: 'host' }, kei),
    ])
      expect(waits(told), JSON.stringify(told)).toBe(1);
  });

  it('asks for no timer when nothing changes by itself', () => expect(nextDue(run(chat(), at(1)), 0, 0)).toBeNull());
});
