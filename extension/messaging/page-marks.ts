/** What can be seen of us in a page. Scripts that come after ours know it by these names, when ours have not cleaned up. */

/** The overlay's element. */
export const HOST_ID = 'watchparty-overlay';
/** Attribute of the element that we have narrowed: its own styles, to be put back. The same word, it costs nothing. */
export const NARROWED = HOST_ID;

/** One style of an element, as `style` had it. */
export type OwnStyle = [property: string, value: string, priority: string];
