import type { SiteId } from '../../../shared/sites/site.ts';
import type { SiteAdapter } from './adapter.ts';
import { generic } from './generic.ts';
import { netflix } from './netflix.ts';
import { youtube } from './youtube.ts';

/** The registry: a site of `shared/sites` without an adapter does not compile. */
export const ADAPTERS = { netflix, youtube, generic } satisfies Record<SiteId, SiteAdapter>;
