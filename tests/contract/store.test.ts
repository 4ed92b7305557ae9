import { openEmbeddedStore } from '../../server/store/embedded/embedded-store.ts';
import { scratchDir } from '../support/server.ts';
import { describeStore } from './describe-store.ts';
import { describeSweep } from './describe-sweep.ts';

const make = async () => openEmbeddedStore(await scratchDir());

describeStore('embedded files', make);
describeSweep('embedded files', make);
