import { openEmbeddedStore } from '../../server/store/embedded/embedded-store.ts';
import { scratchDir } from '../support/server.ts';
import { describeStore } from './describe-store.ts';

describeStore('embedded files', async () => openEmbeddedStore(await scratchDir()));
