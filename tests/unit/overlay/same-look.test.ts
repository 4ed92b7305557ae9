import { describe, expect, it } from 'vitest';
import { EMPTY, type Model, type ModelEvent, reduce } from '../../../extension/overlay/model.ts';
import { looksSame } from '../../../extension/overlay/same-look.ts';
import { local, member, said, view } from './views.ts';

const when = (model: Model, ...events: ModelEvent[]): Model =>
  events.reduce((at, event) => reduce(at, event, 1_000), model);
const party = when(EMPTY, { kind: 'view', view: view() }, { kind: 'local', local: local({ position: 60 }) });
const figures = (skewMs: number) => ({ ...member('ana', 2).status, skewMs, clockBoundMs: 3 });
const withAna = (skewMs: number, state: 'in-step' | 'buffering' = 'in-step') =>
  view({ members: [member('mira', 1), member('ana', 2, state, { status: { ...figures(skewMs), state } })] });

describe('what need not be drawn anew', () => {
  it('is a film that runs on in step, with its figures', () => {
    const on = local({
      position: 61,
      partyPosition: 61,
      partyNow: 2_000,
      sync: { state: 'in-step', skewMs: -7, clockBoundMs: 2 },
    });
    expect(looksSame(party, when(party, { kind: 'local', local: on }))).toBe(true);
    expect(looksSame(party, when(party, { kind: 'view', view: withAna(12) }))).toBe(true);
  });

  it('is not what anybody would see', () => {
    const changes: ModelEvent[] = [
      { kind: 'view', view: withAna(3, 'buffering') },
      { kind: 'view', view: view({ name: 'Another' }) },
      { kind: 'view', view: view({ hold: { memberIds: ['ana'], until: 5_000, reason: 'buffering' } }) },
      { kind: 'local', local: local({ needsClick: true }) },
      { kind: 'local', local: local({ ownFrame: false }) },
      { kind: 'chat', update: { messages: [said(1, 'ana')], chatSeq: 1 } },
      { kind: 'typing', memberId: 'ana' },
    ];
    for (const change of changes) expect(looksSame(party, when(party, change)), JSON.stringify(change)).toBe(false);
    const late = when(party, { kind: 'view', view: withAna(2_000, 'buffering') });
    expect(looksSame(late, when(late, { kind: 'view', view: withAna(6_000, 'buffering') }))).toBe(false);
    expect(looksSame(late, when(late, { kind: 'view', view: withAna(2_100, 'buffering') }))).toBe(true);
  });

  it('is not a veiled scene: it comes nearer', () => {
    const veiled = when(party, { kind: 'chat', update: { messages: [said(1, 'ana', 90)], chatSeq: 1 } });
    expect(looksSame(veiled, when(veiled, { kind: 'local', local: local({ position: 61 }) }))).toBe(false);
  });
});
