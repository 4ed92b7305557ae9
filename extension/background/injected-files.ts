import contentFile from '../content/index.iife.ts?iife';
import pageFile from '../page/index.iife.ts?iife';

/** The only place that names the scripts which run in pages. Tests mock this module: without the build, `?iife` would run them. */
export const CONTENT_FILE: string = contentFile;
export const PAGE_FILE: string = pageFile;
