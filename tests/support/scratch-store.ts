import { rm } from 'node:fs/promises';
import { afterEach, beforeEach } from 'vitest';
import { openEmbeddedStore } from '../../server/store/embedded/embedded-store.ts';
import type { Store } from '../../server/store/store.ts';
import { scratchDir } from './server.ts';

type Options = Parameters<typeof openEmbeddedStore>[1];

interface ScratchStore {
  dir: string;
  /** Closed after the test: who closes it in the test opens it again. */
  store: Store;
  /** From the files of a store that was closed, as the next start of a server does. */
  open(options?: Options): Promise<void>;
  reopen(): Promise<void>;
}

/** A file store for each of the tests beside this call, in a directory of its own that goes with it. */
export function scratchStore(): ScratchStore {
  const scratch = {
    async open(options) {
      scratch.store = await openEmbeddedStore(scratch.dir, options);
    },
    async reopen() {
      await scratch.store.close();
      await scratch.open();
    },
  } as ScratchStore;
  beforeEach(async () => {
    scratch.dir = await scratchDir();
    await scratch.open();
  });
  afterEach(async () => {
    await scratch.store.close();
    await rm(scratch.dir, { recursive: true, force: true });
  });
  return scratch;
}
