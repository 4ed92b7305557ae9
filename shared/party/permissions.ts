import type { ControlMode, Role } from './party.ts';

/** Everything that a role decides. One table, walked by a test (P1). */
export const ACTIONS = [
  'control-playback',
  'change-content',
  'chat',
  'react',
  'moderate-chat',
  'continue-without',
  'change-settings',
  'change-role',
  'kick',
  'rotate-code',
  'end-party',
] as const;
export type Action = (typeof ACTIONS)[number];

type Rule = readonly Role[] | Record<ControlMode, readonly Role[]>;

const ALL = ['host', 'co-host', 'member'] as const;
const LEADERS = ['host', 'co-host'] as const;
const HOST = ['host'] as const;
const BY_MODE = { everyone: ALL, 'host-only': LEADERS } as const;

export const PERMISSIONS: Record<Action, Rule> = {
  'control-playback': BY_MODE,
  'change-content': BY_MODE,
  chat: ALL,
  react: ALL,
  'moderate-chat': LEADERS,
  'continue-without': BY_MODE,
  'change-settings': LEADERS,
  'change-role': HOST,
  kick: LEADERS,
  'rotate-code': LEADERS,
  'end-party': HOST,
};

/** May somebody with this role do this in this control mode? */
export function may(role: Role, action: Action, mode: ControlMode): boolean {
  const rule = PERMISSIONS[action];
  const roles = Array.isArray(rule) ? rule : (rule as Record<ControlMode, readonly Role[]>)[mode];
  return (roles as readonly Role[]).includes(role);
}

/** Nobody removes or demotes somebody of the same or a higher rank. */
export const outranks = (actor: Role, target: Role): boolean => RANK[actor] > RANK[target];

const RANK: Record<Role, number> = { host: 3, 'co-host': 2, member: 1 };
