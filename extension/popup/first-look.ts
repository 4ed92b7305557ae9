import { wearKeptLook } from './kept-look.ts';

/** The popup's page waits for this script before it paints; all others wait for the page. */
wearKeptLook(document.documentElement);
