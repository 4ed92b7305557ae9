import type { Result } from '../../shared/protocol/errors.ts';
import type { Decision, Effect } from '../party/decision.ts';
import type { LiveParty, View } from '../party/live-party.ts';
import { upkeep } from '../party/upkeep.ts';

export type Rule = (view: View) => Decision<unknown>;

/** What one of several rules came to. A rule that throws is a bug of its own: the others go on without it. */
export type RuleOutcome = { kind: 'result'; result: Result<unknown> } | { kind: 'threw'; error: unknown };

export interface PartyTurn {
  /** The very object of the view when nothing changed. */
  party: LiveParty;
  effects: Effect[];
  /** Party clock, ms: look again then; undefined if no rule was allowed anything, and nothing is known anew. */
  recheckAt: number | null | undefined;
  outcomes: RuleOutcome[];
}

/** Rules one after the other on one party, each on what the one before made of it, upkeep after each. Pure but for the rules. */
export function decideTurn(view: View, rules: readonly Rule[]): PartyTurn {
  const turn: PartyTurn = { party: view.party, effects: [], recheckAt: undefined, outcomes: [] };
  for (const rule of rules) turn.outcomes.push(decideOne(turn, view, rule));
  return turn;
}

function decideOne(turn: PartyTurn, view: View, rule: Rule): RuleOutcome {
  try {
    const decision = rule({ ...view, party: turn.party });
    if (!decision.ok) return { kind: 'result', result: decision };
    const after = upkeep({ ...view, party: decision.party });
    turn.party = after.party;
    turn.recheckAt = after.recheckAt;
    turn.effects.push(...decision.effects, ...after.effects);
    return { kind: 'result', result: { ok: true, value: decision.value } };
  } catch (error) {
    return { kind: 'threw', error };
  }
}
