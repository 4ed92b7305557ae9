import { siteForUrl } from '../../shared/sites/index.ts';
import { serveDriver, soleInstance } from './channel.ts';
import { PAGE_DRIVERS } from './sites/index.ts';

const makeDriver = PAGE_DRIVERS[siteForUrl(new URL(location.href)).id];
if (makeDriver) serveDriver(makeDriver(), soleInstance());
