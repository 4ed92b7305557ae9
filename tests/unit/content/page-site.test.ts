// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { siteOfPage, whenSiteIsKnown } from '../../../extension/content/page-site.ts';

const put = (html: string) => {
  document.documentElement.innerHTML = html;
};
const idAt = (address: string) => siteOfPage(new URL(address)).id;

afterEach(() => {
  vi.restoreAllMocks();
  put('<head></head><body></body>');
});

describe('which site a page is', () => {
  it('a server of somebody’s own is known by what the page is, not by its address alone', () => {
    expect(idAt('https://films.example/web/index.html#/video')).toBe('generic');
    put('<head><meta name="application-name" content="Jellyfin"></head><body></body>');
    expect(idAt('https://films.example/web/index.html#/video')).toBe('jellyfin');
    expect(idAt('https://films.example/elsewhere#/video')).toBe('generic');
    put('<head></head><body><div id="plex"></div></body>');
    expect(idAt('http://192.168.1.5:32400/web/index.html#!/')).toBe('plex');
  });

  it('a service is known by its host', () => {
    expect(idAt('https://app.plex.tv/desktop/#!/')).toBe('plex');
    expect(idAt('https://www.netflix.com/watch/1')).toBe('netflix');
  });

  it('waits for the document only where the address leaves it open', () => {
    vi.spyOn(document, 'readyState', 'get').mockReturnValue('loading');
    const run = vi.fn();
    const life = new AbortController();
    whenSiteIsKnown(new URL('https://www.netflix.com/watch/1'), run, life.signal);
    expect(run).toHaveBeenCalledTimes(1);
    whenSiteIsKnown(new URL('https://films.example/web/#/video'), run, life.signal);
    expect(run).toHaveBeenCalledTimes(1);
    document.dispatchEvent(new Event('DOMContentLoaded'));
    expect(run).toHaveBeenCalledTimes(2);
  });
});
