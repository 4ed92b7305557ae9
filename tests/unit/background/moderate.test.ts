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

/** What the server says to a deed: done, done already (which nobody should be offered), or refused. */
async function heard(view: View, actor: string, memberId: string, deed: MemberDeed | ChatDeed): Promise<string> {
  let said = '';
  const ask = async (name: string, payload: unknown) => {
    const decision = RULES[name]?.(view, actor, payload as never);
    if (!decision?.ok) said = decision?.error.code ?? 'unknown';
    else said = decision.party === view.party ? 'nothing to do' : 'ok';
    return { ok: true as const, value: null };
  };
  await moderate({ ask } as unknown as Parameters<typeof moderate>[0], { memberId, deed });
  return said;
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

  it('is nothing to or by somebody who is not there', () => {
    const view = party('everyone', false);
    expect(memberDeeds(shown(view, 'gone'), 'ana')).toEqual([]);
    expect(memberDeeds(shown(view, 'host'), 'gone')).toEqual([]);
  });

  it('is not lost in silence while there is no line', async () => {
    expect(await moderate(null, { memberId: 'ana', deed: 'kick' })).toEqual({ ok: false, error: { code: 'offline' } });
  });
});
