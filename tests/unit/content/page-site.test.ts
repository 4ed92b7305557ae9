// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { offerSite, takeSite } from '../../../extension/content/own-site.ts';
import { siteIdAt } from '../../../extension/content/page-site.ts';
import { ADAPTERS } from '../../../extension/content/sites/index.ts';
import { fillSlot } from '../../../extension/messaging/slots.ts';
import { SITES } from '../../../shared/sites/index.ts';
import type { SiteId } from '../../../shared/sites/site.ts';

const put = (html: string) => {
  document.documentElement.innerHTML = html;
};
const idAt = (own: SiteId, address: string) => siteIdAt(SITES[own], new URL(address));

afterEach(() => {
  put('<head></head><body></body>');
  fillSlot('site', undefined);
});

describe('whose page is shown', () => {
  it('a server of somebody’s own is known by what the page is, not by its address alone', () => {
    expect(idAt('jellyfin', 'https://films.example/web/index.html#/video')).toBe('generic');
    put('<head><meta name="application-name" content="Jellyfin"></head><body></body>');
    expect(idAt('jellyfin', 'https://films.example/web/index.html#/video')).toBe('jellyfin');
    expect(idAt('jellyfin', 'https://films.example/elsewhere#/video')).toBe('generic');
    put('<head></head><body><div id="plex"></div></body>');
    expect(idAt('plex', 'http://192.168.1.5:32400/web/index.html#!/')).toBe('plex');
  });

  it('a service is known by its host, a shop by the film it shows', () => {
    expect(idAt('plex', 'https://app.plex.tv/desktop/#!/')).toBe('plex');
    expect(idAt('netflix', 'https://www.netflix.com/browse')).toBe('netflix');
    expect(idAt('prime', 'https://www.amazon.de/gp/cart')).toBe('generic');
    expect(idAt('generic', 'https://films.example/')).toBe('generic');
  });
});

describe('the site that the background has chosen', () => {
  const site = { definition: SITES.vimeo, adapter: ADAPTERS.vimeo, openBridge: null };

  it('is taken in the document that was looked at', () => {
    fillSlot('site', true);
    expect(takeSite()).toBeNull();
    offerSite(site);
    expect(takeSite()).toBe(site);
  });

  it('is not taken in one that has replaced it', () => {
    offerSite(site);
    expect(takeSite()).toBeNull();
  });
});
