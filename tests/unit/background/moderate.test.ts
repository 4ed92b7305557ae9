import { describe, expect, it } from 'vitest';
import { moderate } from '../../../extension/background/moderate.ts';
import type { PartyView } from '../../../extension/messaging/party-view.ts';
import { muteDeed } from '../../../extension/overlay/deeds.ts';
import {
  CHAT_DEEDS,
  type ChatDeed,
  MEMBER_DEEDS,
  type MemberDeed,
  memberDeeds,
} from '../../../extension/ui/member-deeds.ts';
import type { Decision } from '../../../server/party/decision.ts';
import type { View } from '../../../server/party/live-party.ts';
import { kick, setRole } from '../../../server/party/membership.ts';
import { mute } from '../../../server/party/moderation.ts';
import { CONTROL_MODES, type ControlMode } from '../../../shared/party/party.ts';
import { viewOf } from '../server/party-builder.ts';

type Rule = (view: View, actor: string, payload: never) => Decision<null>;
/** What the server does with each request. */
const RULES: Record<string, Rule> = { 'kick-member': kick, 'set-role': setRole, 'mute-member': mute };

const party = (controlMode: ControlMode, muted: boolean): View => {
  const { party, ...rest } = viewOf([
    { id: 'host' },
    { id: 'co', role: 'co-host' },
    { id: 'co2', role: 'co-host' },
    { id: 'ana' },
    { id: 'kei' },
  ]);
  const silent = muted ? party.seats.map(({ id }) => id) : [];
  return { ...rest, party: { ...party, muted: silent, settings: { ...party.settings, controlMode } } };
};
/** The party as its members see it, who are silent or not but have not written anything. */
const shown = (view: View, you: string): PartyView => {
  const members = view.party.seats.map((seat) => ({ ...seat, muted: view.party.muted.includes(seat.id) }));
  return { members, you, settings: view.party.settings } as unknown as PartyView;
};

/** What the server decides when it is asked for a deed. */
async function decisionOn(view: View, actor: string, memberId: string, deed: MemberDeed | ChatDeed) {
  let decision: Decision<null> | undefined;
  const ask = async (name: string, payload: unknown) => {
    decision = RULES[name]?.(view, actor, payload as never);
    return { ok: true as const, value: null };
  };
  await moderate({ ask } as unknown as Parameters<typeof moderate>[0], { memberId, deed });
  return decision;
}
/** Done, done already (which nobody should be offered), or refused. */
async function heard(view: View, ...deed: [actor: string, memberId: string, MemberDeed | ChatDeed]): Promise<string> {
  const decision = await decisionOn(view, ...deed);
  if (!decision?.ok) return decision?.error.code ?? 'not asked';
  return decision.party === view.party ? 'nothing to do' : 'ok';
}
/** The party once its host has done it. */
async function after(view: View, deed: MemberDeed | ChatDeed, memberId: string) {
  const decision = await decisionOn(view, 'host', memberId, deed);
  return decision?.ok ? decision.party : null;
}

describe('[P1] what a leader is offered to do to a member is what the server does, and all of it', () => {
  const who = ['host', 'co', 'co2', 'ana', 'kei'];
  const rows = CONTROL_MODES.flatMap((mode) =>
    [false, true].flatMap((muted) => who.map((actor) => ({ mode, muted, actor }))),
  );
  it.each(rows)('$mode, muted $muted: $actor', async ({ mode, muted, actor }) => {
    const view = party(mode, muted);
    for (const memberId of who) {
      const offered = [muteDeed(shown(view, actor), memberId), ...memberDeeds(shown(view, actor), memberId)];
      for (const deed of [...MEMBER_DEEDS, ...CHAT_DEEDS]) {
        const answer = await heard(view, actor, memberId, deed);
        expect(answer === 'ok', `${deed} by ${actor} to ${memberId}: ${answer}`).toBe(offered.includes(deed));
      }
    }
  });

  it.each([
    ['kick', 'ana', { role: undefined, banned: false, muted: true }],
    ['ban', 'ana', { role: undefined, banned: true, muted: true }],
    ['make-host', 'ana', { role: 'host', banned: false, muted: true }],
    ['make-co-host', 'ana', { role: 'co-host', banned: false, muted: true }],
    ['make-member', 'co', { role: 'member', banned: false, muted: true }],
    ['unmute', 'ana', { role: 'member', banned: false, muted: false }],
  ] as const)('%s does what it says', async (deed, id, becomes) => {
    const next = await after(party('everyone', true), deed, id);
    const role = next?.seats.find((seat) => seat.id === id)?.role;
    expect({ role, banned: next?.banned.includes(id), muted: next?.muted.includes(id) }).toEqual(becomes);
  });

  it('is nothing to or by somebody who is not there', () => {
    const view = party('everyone', false);
    expect(memberDeeds(shown(view, 'gone'), 'ana')).toEqual([]);
    expect(memberDeeds(shown(view, 'host'), 'gone')).toEqual([]);
  });

  it('is not lost in silence while there is no line', async () => {
    expect(await moderate(null, { memberId: 'ana', deed: 'kick' })).toEqual({ ok: false, error: { code: 'offline' } });
  });
});
