import { defineManifest, type ManifestV3Export } from '@crxjs/vite-plugin';
import packageJson from './package.json' with { type: 'json' };
import { SITES } from './shared/sites/index.ts';

export type Target = 'chrome' | 'firefox';

/** The oldest browsers that have all we use: `URL.canParse` came with Chrome 120; data collection permissions with Firefox 140. */
export const OLDEST: Record<Target, number> = { chrome: 120, firefox: 140 };

/** Fixed, because Firefox ties storage and optional permissions to it. */
export const FIREFOX_ID = 'watchparty@watchparty.example';

/**
 * What Firefox tells people at install that this extension sends: to the server of their choice and to their party, and
 * nowhere else (docs/privacy.md). Name and e-mail, password, chat, the title they watch, play and pause.
 */
const SENT = [
  'personallyIdentifyingInfo',
  'authenticationInfo',
  'personalCommunications',
  'browsingActivity',
  'websiteActivity',
] as const;

const SITE_PATTERNS = Object.values(SITES).flatMap((site) => [...site.matches]);

/**
 * The manifest of one browser. It asks for no site at install: sites are optional and asked for when a party needs one,
 * and scripts are injected by the background into the party's tab only (docs/decisions/0001).
 * @param loopbackServer Firefox's default policy turns ws:// into wss://; a server on this computer speaks plain ws, so
 *   builds that may talk to one name their own policy without `upgrade-insecure-requests`
 */
export function makeManifest(target: Target, loopbackServer = true): ManifestV3Export {
  return defineManifest({
    manifest_version: 3,
    name: 'WatchParty',
    version: packageJson.version,
    description: '__MSG_description__',
    default_locale: 'en',
    icons: {
      16: 'extension/icons/16.png',
      32: 'extension/icons/32.png',
      48: 'extension/icons/48.png',
      128: 'extension/icons/128.png',
    },
    action: {
      default_popup: 'extension/popup/index.html',
      default_title: '__MSG_button__',
      // Else Firefox hides the button that every invitation tells people to press.
      ...(target === 'firefox' ? { default_area: 'navbar' as const } : {}),
    },
    permissions: ['storage', 'alarms', 'scripting', 'activeTab'],
    // Asked for when the user wishes to be told that a scheduled party begins.
    optional_permissions: ['notifications'],
    optional_host_permissions: [...SITE_PATTERNS, '*://*/*'],
    background:
      target === 'firefox'
        ? { scripts: ['extension/background/index.ts'], type: 'module' }
        : { service_worker: 'extension/background/index.ts', type: 'module' },
    ...(target === 'firefox'
      ? {
          ...(loopbackServer
            ? { content_security_policy: { extension_pages: "script-src 'self'; object-src 'self'" } }
            : {}),
          browser_specific_settings: {
            gecko: {
              id: FIREFOX_ID,
              strict_min_version: `${OLDEST.firefox}.0`,
              data_collection_permissions: { required: [...SENT] },
            },
          },
        }
      : { minimum_chrome_version: String(OLDEST.chrome) }),
  });
}
