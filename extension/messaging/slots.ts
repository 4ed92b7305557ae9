/**
 * Slots under which scripts that the background runs in one document, one after the other, find each other: on the global
 * object of the isolated world, which pages don't see.
 * - `content`: the running engine, `{ isAlive(), end() }`.
 * - `site`: `true` from `arrive` on, then what the site's script offers. A document that was replaced meanwhile has neither.
 * - `overlay`: what the overlay's script offers.
 * - `farewell`: what is to be said when a party is over (`farewell-note.ts`).
 * - `inspectable`: `true` where a developer has said that pages may look into what we draw (`overlay/closed-root.ts`).
 */
export type SlotName = 'content' | 'site' | 'overlay' | 'farewell' | 'inspectable';

/** The slot's name for `Symbol.for`. */
export const slotKey = (name: SlotName): string => `watchparty.${name}`;

const world = globalThis as unknown as Record<symbol, unknown>;

/** What a script before this one has left in a slot; undefined: nothing. */
export const slot = (name: SlotName): unknown => world[Symbol.for(slotKey(name))];

export function fillSlot(name: SlotName, value: unknown): void {
  world[Symbol.for(slotKey(name))] = value;
}
