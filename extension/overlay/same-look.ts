import { veilOf } from './chat-log.ts';
import { type Model, standpointOf } from './model.ts';

/** Measured anew all the time. Of these only whole seconds of distance are drawn, and the tooltip of one's own state. */
const FIGURES = new Set(['skewMs', 'clockBoundMs', 'rttMs', 'boundMs', 'position', 'partyPosition', 'partyNow']);
const WHOLE_MS = 1_000;

const withoutFigures = (key: string, value: unknown): unknown => {
  if (!FIGURES.has(key)) return value;
  return key === 'skewMs' && Math.abs(Number(value)) >= WHOLE_MS ? Math.round(Number(value) / WHOLE_MS) : undefined;
};
const look = (value: unknown): string => JSON.stringify(value, withoutFigures);

/** What a change of is a figure too, or of itself invisible. */
const COMPARED_BY_LOOK = new Set<keyof Model>(['view', 'local', 'localAt', 'replay', 'draft']);

/**
 * Would both be drawn alike, figures in tooltips aside? While a film runs in step figures come in several times a second,
 * and drawing costs the page more than all else that we do in it.
 */
export function looksSame(before: Model, after: Model): boolean {
  // The moment to join at is written on the button, and scenes ahead count down.
  if (after.local?.needsClick || veilsSomething(after)) return false;
  for (const key of Object.keys(after) as (keyof Model)[])
    if (!COMPARED_BY_LOOK.has(key) && !alike(before[key], after[key])) return false;
  const same = (one: unknown, other: unknown) => one === other || look(one) === look(other);
  return same(before.view, after.view) && same(before.local, after.local);
}

/** A list that was filtered is another list with the same things in it. */
const alike = (one: unknown, other: unknown): boolean =>
  one === other ||
  (Array.isArray(one) && Array.isArray(other) && one.length === other.length && one.every((x, i) => x === other[i]));

function veilsSomething(model: Model): boolean {
  if (!model.settings.veil) return false;
  const standpoint = standpointOf(model);
  return model.chat.some((message) => !model.seen.has(message.seq) && veilOf(message, standpoint) !== null);
}
