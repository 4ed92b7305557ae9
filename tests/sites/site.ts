import type { Router } from 'express';

/** One stand-in site: what the server must know of it. All else happens in the page's own script. */
export interface Site {
  /** Real host names this site answers to. */
  hosts: readonly [string, ...string[]];
  /** The page script, below `pages/`; every path of the hosts gets the same empty document that loads it. */
  page: string;
  /** `document.title` before the script runs. */
  title: string;
  /** What the document has before any script runs, in its head and in its body. */
  markup?: { head?: string; body?: string };
  /** Response headers of the document, such as the site's Content-Security-Policy. */
  headers?: Readonly<Record<string, string>>;
  /** Endpoints of the site's own (JSON and the like), asked before the document. */
  routes?: (router: Router) => void;
}
