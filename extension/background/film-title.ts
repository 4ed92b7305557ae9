/**
 * A tab's title as the name of a film: without the count of unread things before it and the site's name behind it.
 * @returns '' where nothing but the site's name is left
 */
export function filmTitle(tabTitle: string, siteName: string): string {
  const bare = tabTitle.replace(/^\(\d+\+?\)\s*/, '').trim();
  const lower = bare.toLowerCase();
  const site = siteName.toLowerCase();
  if (lower === site) return '';
  const cut = /^(.*\S)\s*[-–—|•:]\s*([^-–—|•:]+)$/.exec(bare);
  return cut?.[2]?.trim().toLowerCase() === site ? (cut[1] ?? '') : bare;
}
