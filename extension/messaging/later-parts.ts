/**
 * What the overlay does without at the start of a party, each a script of its own: `moments` is what shows once something
 * is said or happens (messages, banners, lines about others, reactions), `rare` what few people open.
 * `rare` uses `moments`: the overlay asks for that first.
 */
export const LATER_PARTS = ['moments', 'rare'] as const;

export type LaterPart = (typeof LATER_PARTS)[number];
