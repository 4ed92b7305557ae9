import { createHash } from 'node:crypto';
import type { Content } from '../../shared/party/content.ts';
import type { PartyPreview } from '../../shared/protocol/api.ts';
import { isSiteId, SITES } from '../../shared/sites/index.ts';

/** The values of the design tokens (shared/design/interface/tokens.css): light by default, dark where the system is. */
const STYLE = `
:root{color-scheme:light dark;--bg:#fbfaf8;--surface:#fff;--raised:#f2f0ec;--line:#e3dfd8;--text:#1d1b19;--muted:#6a645d;--accent:#c8321f;--on-accent:#fff;--focus:#1d5fd1}
@media (prefers-color-scheme:dark){:root{--bg:#131211;--surface:#1c1a19;--raised:#282523;--line:#383431;--text:#f4f1ed;--muted:#aca59d;--accent:#ff7a63;--on-accent:#2a0a04;--focus:#8ab4ff}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;background:var(--bg);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{width:100%;max-width:440px;background:var(--surface);border:1px solid var(--line);border-radius:16px;padding:32px}
p{margin:0 0 12px}
.who{color:var(--muted);margin:0 0 4px}
h1{font-size:26px;line-height:1.2;margin:0 0 4px;overflow-wrap:anywhere;text-wrap:balance}
.film{color:var(--muted);overflow-wrap:anywhere;margin:0 0 24px}
.code{display:block;background:var(--raised);border-radius:10px;padding:16px;margin:0 0 24px;text-align:center;font-size:28px;font-weight:650;letter-spacing:.06em;font-variant-numeric:tabular-nums;user-select:all}
ol{margin:0;padding-inline-start:1.3em}
li{margin:0 0 10px}
li::marker{color:var(--muted)}
.when{font-weight:600;margin:0 0 4px}
.when a{font-weight:400;white-space:nowrap}
a{color:inherit}
#watchparty-join[hidden],#watchparty-here[hidden],#watchparty-steps[hidden]{display:none}
button{font:inherit;border:0;cursor:pointer;width:100%;margin:0 0 8px}
button:disabled{opacity:.6;cursor:default}
button.button{padding:12px 16px}
.button{display:inline-block;background:var(--accent);color:var(--on-accent);text-decoration:none;font-weight:600;border-radius:10px;padding:9px 16px;margin-top:6px}
a:focus-visible,button:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
.foot{color:var(--muted);font-size:14px;margin:20px 0 0;padding-top:16px;border-top:1px solid var(--line)}
`;

/** A date in the reader's own zone and language. Without it the page says the time in UTC. */
const SCRIPT = `
for (const time of document.querySelectorAll('time'))
  time.textContent = new Intl.DateTimeFormat(navigator.languages, { dateStyle: 'full', timeStyle: 'short' }).format(new Date(time.dateTime));
`;

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64');

/** Nothing but its own style and its one script: no picture, no form, in no frame. */
export const INVITE_PAGE_CSP = `default-src 'none'; style-src 'sha256-${hashOf(STYLE)}'; script-src 'sha256-${hashOf(SCRIPT)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** For text between tags and in quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

function page(title: string, body: string, head = ''): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
${head}<style>${STYLE}</style>
</head>
<body><main>${body}</main><script>${SCRIPT}</script></body>
</html>
`;
}

const getIt = (extensionUrl: string | null): string =>
  extensionUrl
    ? `Add WatchParty to Chrome or Firefox, if you don’t have it yet.<br><a class="button" href="${escapeHtml(extensionUrl)}" rel="noopener noreferrer">Get the extension</a>`
    : 'Add the WatchParty extension to Chrome or Firefox, if you don’t have it yet. Whoever invited you can tell you where to get it.';

/** Where it plays: the service's name, or the host of a page of its own. */
function serviceOf({ siteId, mediaKey }: Content): string {
  if (siteId === 'generic') return URL.canParse(mediaKey) ? new URL(mediaKey).host : '';
  return isSiteId(siteId) ? SITES[siteId].name : siteId;
}

function filmOf({ content }: PartyPreview): string {
  if (!content) return '';
  const { title, series, season, episode } = content;
  const place = season !== undefined && episode !== undefined ? `S${season} E${episode}` : '';
  const film = [series, place, title === series ? '' : title].filter(Boolean).join(' · ');
  const service = serviceOf(content);
  return film && service ? `${film}, on ${service}` : film || (service && `A film on ${service}`);
}

/** The date in UTC for who runs no script; the page's script says it in the reader's zone. */
function whenOf({ startsAt, inviteUrl }: PartyPreview, now: number): string {
  if (startsAt === null || startsAt <= now) return '';
  const words = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' });
  const date = new Date(startsAt);
  const file = escapeHtml(`${new URL(inviteUrl).pathname}/party.ics`);
  return `<p class="when"><time datetime="${date.toISOString()}">${escapeHtml(words.format(date))} UTC</time> <a href="${file}">Add to calendar</a></p>
`;
}

/**
 * The page behind an invite link. Everything that people typed is escaped. Its button is dead until the extension, where
 * it may enter this page, brings it to life; else the steps say what to do.
 * @param now wall clock, ms
 */
export function invitePage(party: PartyPreview, extensionUrl: string | null, now: number): string {
  const film = filmOf(party);
  const watching = party.watchingNow > 0 ? `${party.watchingNow} watching now` : '';
  const facts = [film, watching].filter(Boolean).map(escapeHtml).join('<br>');
  const body = `
<p class="who">${escapeHtml(party.hostName || 'A friend')} invites you to watch together</p>
<h1>${escapeHtml(party.name)}</h1>
${whenOf(party, now)}<p class="film">${facts || 'The film is chosen when you are all there.'}</p>
<span class="code" aria-label="Party code">${escapeHtml(party.partyCode)}</span>
<button type="button" class="button" id="watchparty-join" hidden>Join the party</button>
<p class="film" id="watchparty-here" role="status" data-joining="Opening the film." data-press="Now click the WatchParty icon in your toolbar: it has a question first." hidden></p>
<ol id="watchparty-steps">
<li>${getIt(extensionUrl)}</li>
<li>On this page, click the WatchParty icon in your toolbar. It has read the invitation.</li>
<li>Type a name, no account needed, and join.</li>
</ol>
${party.locked ? '<p class="foot">The host has closed the door: nobody new gets in just now. Ask them to open it.</p>' : ''}
<p class="foot">You need your own way to watch the film. WatchParty only keeps you in step.</p>`;
  return page(
    `${party.name} · WatchParty`,
    body,
    `<meta name="watchparty-code" content="${escapeHtml(party.partyCode)}">\n`,
  );
}

export type NoParty = 'unknown' | 'ended' | 'busy' | 'away' | 'undated';

const NO_PARTY: Record<NoParty, [title: string, text: string]> = {
  unknown: ['There is no party here', 'The code is mistyped, or the host has changed it. Ask for the new link.'],
  ended: ['This party is over', 'The host has ended it. Ask for a new invitation, or start a party of your own.'],
  busy: ['One moment', 'Too many invitations were opened from your network. This page works again in a few minutes.'],
  undated: ['This party has no date', 'It is on now, or begins when its host says so. Open the link to join.'],
  away: ['The party server has a problem', 'It is being seen to. Open this link again in a minute.'],
};

/** The page for a code that leads nowhere. */
export function noPartyPage(why: NoParty): string {
  const [title, text] = NO_PARTY[why];
  return page(`${title} · WatchParty`, `<h1>${title}</h1><p class="film">${text}</p>`);
}
