import { slot } from '../messaging/slots.ts';

/**
 * The root of what we draw in a page. Closed: the page's scripts find no name, no word and no button in it by the ways that
 * are meant for looking in (docs/security.md, B2, says which others there are). Open only where a developer has asked for it
 * (`background/inspectable.ts`): tests look in from the page's world.
 */
export const closedRoot = (host: HTMLElement): ShadowRoot =>
  host.attachShadow({ mode: slot('inspectable') === true ? 'open' : 'closed' });
