import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../../server/party/apply-command.ts';
import { changeSettings, endParty } from '../../../server/party/conduct.ts';
import type { Decision } from '../../../server/party/decision.ts';
import { continueWithout } from '../../../server/party/hold.ts';
import type { View } from '../../../server/party/live-party.ts';
import { kick, setRole } from '../../../server/party/membership.ts';
import { mute } from '../../../server/party/moderation.ts';
import { CONTROL_MODES, type ControlMode, type Role } from '../../../shared/party/party.ts';
import { ACTIONS, type Action, may } from '../../../shared/party/permissions.ts';
import { changeTo, command, viewOf } from './party-builder.ts';

/** What each action of the table is in the rules. Chat and reactions are asked by their handlers; integration walks them. */
const DO: Partial<Record<Action, (view: View, actor: string) => Decision<unknown>>> = {
  'control-playback': (view, actor) => applyCommand(view, command(view, 'video-seek', 5), actor),
  'change-content': (view, actor) => applyCommand(view, changeTo(view, 'other'), actor),
  'continue-without': continueWithout,
  'change-settings': (view, actor) => changeSettings(view, actor, { settings: { name: 'New' } }),
  'change-role': (view, actor) => setRole(view, actor, { memberId: 'target', role: 'co-host' }),
  'moderate-chat': (view, actor) => mute(view, actor, { memberId: 'target', muted: true }),
  kick: (view, actor) => kick(view, actor, { memberId: 'target', ban: false }),
  'rotate-code': (view, actor) => changeSettings(view, actor, { settings: {}, newCode: 'XXX-XXX-XXX' }),
  'end-party': endParty,
};

const seats: Record<Role, string> = { host: 'host', 'co-host': 'co', member: 'ana' };
const party = (controlMode: ControlMode): View => {
  const view = viewOf([{ id: 'host' }, { id: 'co', role: 'co-host' }, { id: 'ana' }, { id: 'target' }]);
  return { ...view, party: { ...view.party, settings: { ...view.party.settings, controlMode } } };
};

describe('[P1] the permission table', () => {
  const rows = CONTROL_MODES.flatMap((mode) =>
    ACTIONS.flatMap((action) => (Object.keys(seats) as Role[]).map((role) => ({ mode, action, role }))),
  );
  it.each(rows)('$mode: $action by $role is what the table says', ({ mode, action, role }) => {
    const act = DO[action];
    if (!act) return expect(may(role, action, mode)).toBe(true);
    const decision = act(party(mode), seats[role]);
    expect(decision.ok ? 'ok' : decision.error.code).toBe(may(role, action, mode) ? 'ok' : 'not-allowed');
  });
  it.each(ACTIONS)('%s is nothing for strangers', (action) => {
    const act = DO[action];
    if (act) expect(act(party('everyone'), 'stranger')).toMatchObject({ ok: false, error: { code: 'not-a-member' } });
  });
  it('nobody removes somebody of the same or a higher rank', () => {
    const view = viewOf([{ id: 'host' }, { id: 'co', role: 'co-host' }, { id: 'co2', role: 'co-host' }]);
    for (const [actor, memberId] of [
      ['co', 'co2'],
      ['co', 'host'],
      ['host', 'host'],
    ] as const) {
      expect(kick(view, actor, { memberId, ban: true })).toMatchObject({ error: { code: 'not-allowed' } });
    }
    expect(kick(view, 'host', { memberId: 'nobody', ban: true })).toMatchObject({ error: { code: 'not-found' } });
  });
  it('nothing is half done: a member who may not change settings does not rotate the code either', () => {
    const view = party('everyone');
    const decision = changeSettings(view, 'ana', { settings: {}, newCode: 'X' });
    expect(decision).toMatchObject({ ok: false });
  });
  it('the host steps down only by naming the next', () => {
    const view = party('everyone');
    expect(setRole(view, 'host', { memberId: 'host', role: 'member' })).toMatchObject({
      error: { code: 'not-allowed' },
    });
    const given = setRole(view, 'host', { memberId: 'ana', role: 'host' });
    expect(given.ok && given.party.seats.map((seat) => seat.role)).toEqual(['co-host', 'co-host', 'host', 'member']);
  });
});
