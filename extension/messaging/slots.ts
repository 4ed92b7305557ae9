/**
 * Keys under which scripts that the background runs in one document, one after the other, find each other: on the global
 * object of the isolated world, which pages don't see. Names for `Symbol.for`.
 */
export const SLOTS = {
  /** The running engine: `{ isAlive(), end() }`. */
  instance: 'watchparty.content',
  /** `true` from `arrive` on, then what the site's script offers. A document that was replaced meanwhile has neither. */
  site: 'watchparty.site',
  /** What the overlay's script offers. */
  overlay: 'watchparty.overlay',
  /** What is to be said when a party is over (`farewell-note.ts`). */
  farewell: 'watchparty.farewell',
} as const;

const world = globalThis as unknown as Record<symbol, unknown>;

/** What a script before this one has left in a slot; undefined: nothing. */
export const slot = (name: keyof typeof SLOTS): unknown => world[Symbol.for(SLOTS[name])];

export function fillSlot(name: keyof typeof SLOTS, value: unknown): void {
  world[Symbol.for(SLOTS[name])] = value;
}
