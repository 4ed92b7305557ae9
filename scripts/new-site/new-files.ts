/** What the command knows of a site: the rest is for its author to find out. */
export interface NewSite {
  /** `[a-z]+`, also the name of its files. */
  id: string;
  /** As people call it. */
  name: string;
  host: string;
}

const definition = ({ id, name, host }: NewSite): string => `import { addressOf, idInPath, LOCALE } from './shapes.ts';
import type { SiteDefinition } from './site.ts';

/** The id of a title in its address. Say where the form is known from, and that it is the same for everybody. */
const ID = '[A-Za-z0-9_-]{4,64}';
const watched = idInPath(\`\${LOCALE}/watch/(\${ID})/?\`);

export const ${id}: SiteDefinition = {
  id: '${id}',
  name: '${name}',
  matches: ['https://${host}/*'],
  pageBridge: false,
  listed: true,
  mediaKeyFromUrl: watched,
  watchUrl: addressOf(ID, (key) => \`https://${host}/watch/\${key}\`),
};
`;

const adapter = ({ id }: NewSite): string => `import { ${id} as definition } from '../../../shared/sites/${id}.ts';
import { defineAdapter } from './define-adapter.ts';

/** Where each fact comes from belongs beside it: marks as in \`netflix.ts\`. Not checked against the live site. */
export const ${id} = defineAdapter({
  site: definition,
  media: { prefer: '.player', reject: null }, // [?]
});
`;

const page = ({ id, host }: NewSite): string => `import { Catalogue } from '../shared/catalogue.ts';
import { readOptions } from '../shared/options.ts';
import { box, layer, runSmallSite, SMALL_OPTIONS } from '../shared/small-site.ts';

/** ${host}: one element, ordinary control. What the real page has and punishes belongs in here. */
runSmallSite({
  name: '${id}',
  options: readOptions(SMALL_OPTIONS),
  catalogue: new Catalogue(['standin0001', 'standin0002', 'standin0003', 'standin0004']),
  idOf: (address) => /^\\/watch\\/([A-Za-z0-9_-]+)\\/?$/.exec(address.pathname)?.[1],
  pathOf: (id) => \`/watch/\${id}\`,
  build(video, title) {
    document.title = title.title;
    const player = box({ class: 'player' }, video);
    return { root: layer({}, player), box: player };
  },
});
`;

/** Files that come into being, by their path in the repository. */
export const newFiles = (site: NewSite): Record<string, string> => ({
  [`shared/sites/${site.id}.ts`]: definition(site),
  [`extension/content/sites/${site.id}.ts`]: adapter(site),
  [`tests/sites/pages/${site.id}/main.ts`]: page(site),
});
