import { ENGINE_FILE, FAREWELL_FILE, playerFile, siteFile } from '../../extension/background/injected-files.ts';
import { SITES } from '../../shared/sites/index.ts';
import { SITE_IDS, type SiteId } from '../../shared/sites/site.ts';

/** A script that stands for itself: the code of its entry, whose imports begin at the root of the repository. */
export interface Entry {
  fileName: string;
  code: string;
}

/** Files and exports are named after the site (tests/unit/repository/sites.test.ts). */
const siteCode = (id: SiteId): string => `
import { offerSite } from '/extension/content/own-site.ts';
import { ${id} as adapter } from '/extension/content/sites/${id}.ts';
import { ${id} as definition } from '/shared/sites/${id}.ts';
${SITES[id].pageBridge ? "import { openPageBridge as openBridge } from '/extension/content/page-bridge.ts';" : 'const openBridge = null;'}
offerSite({ definition, adapter, openBridge });`;

const playerCode = (id: SiteId): string => `
import { serveDriver, soleInstance } from '/extension/page/channel.ts';
import { ${id}Driver } from '/extension/page/sites/${id}.ts';
serveDriver(${id}Driver(), soleInstance());`;

/** Beside the popup's page, which names it: an ordinary script, since pages paint before they run a module. */
const FIRST_LOOK: Entry = {
  fileName: 'extension/popup/first-look.js',
  code: "import '/extension/popup/first-look.ts';",
};

/** All scripts that stand alone: the popup's first, and those for pages but the overlay's. A page gets those of its own site. */
export const ENTRIES: readonly Entry[] = [
  FIRST_LOOK,
  { fileName: ENGINE_FILE, code: "import '/extension/content/index.ts';" },
  { fileName: FAREWELL_FILE, code: "import '/extension/overlay/farewell.tsx';" },
  ...SITE_IDS.map((id) => ({ fileName: siteFile(id), code: siteCode(id) })),
  ...SITE_IDS.filter((id) => SITES[id].pageBridge).map((id) => ({ fileName: playerFile(id), code: playerCode(id) })),
];
