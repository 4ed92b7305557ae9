import { createHash } from 'node:crypto';
import { direction, type Language } from '../../shared/languages.ts';
import type { Content } from '../../shared/party/content.ts';
import type { PartyPreview } from '../../shared/protocol/api.ts';
import { isSiteId, SITES } from '../../shared/sites/index.ts';
import type { InviteWords } from './invite-words/en.ts';
import { INVITE_WORDS } from './invite-words/index.ts';

/** The values of the design tokens (shared/design/interface/tokens.css): light by default, dark where the system is. */
const STYLE = `
:root{color-scheme:light dark;--bg:#fbfaf8;--surface:#fff;--raised:#f2f0ec;--line:#e3dfd8;--text:#1d1b19;--muted:#6a645d;--accent:#c8321f;--on-accent:#fff;--focus:#1d5fd1}
@media (prefers-color-scheme:dark){:root{--bg:#131211;--surface:#1c1a19;--raised:#282523;--line:#383431;--text:#f4f1ed;--muted:#aca59d;--accent:#ff7a63;--on-accent:#2a0a04;--focus:#8ab4ff}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;background:var(--bg);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{width:100%;max-width:440px;background:var(--surface);border:1px solid var(--line);border-radius:16px;padding:clamp(20px,6vw,32px);overflow-wrap:anywhere}
p{margin:0 0 12px}
main>p:last-child{margin-bottom:0}
.who{color:var(--muted);margin:0 0 4px}
h1{font-size:26px;line-height:1.2;margin:0 0 4px;text-wrap:balance}
.film{color:var(--muted);text-wrap:pretty;margin:0 0 24px}
.code{display:block;background:var(--raised);border-radius:10px;padding:16px;margin:0 0 24px;text-align:center;font-size:28px;font-weight:650;letter-spacing:.06em;font-variant-numeric:tabular-nums;user-select:all}
ol{margin:0;padding-inline-start:1.3em}
li{margin:0 0 10px}
li::marker{color:var(--muted)}
.when{font-weight:600;margin:8px 0}
.when a{font-weight:400;white-space:nowrap}
a{color:inherit}
#watchparty-join[hidden],#watchparty-here[hidden],#watchparty-steps[hidden]{display:none}
.phone{display:none;background:var(--raised);border-radius:10px;padding:12px 16px}
@media (hover:none) and (pointer:coarse){.phone{display:block}}
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

/** What people typed, escaped and in one piece, whichever way it reads: it does not turn round the words beside it. */
const piece = (text: string | number): string => `<bdi>${escapeHtml(String(text))}</bdi>`;

/** A sentence with what people typed in its slots. Both are escaped; pieces side by side are so already. */
const say = (text: string, slots: Record<string, string | number | { pieces: string }> = {}): string =>
  escapeHtml(text).replace(/\{(\w+)\}/g, (_, name: string) => {
    const slot = slots[name] ?? '';
    return typeof slot === 'object' ? slot.pieces : piece(slot);
  });

/** The same for where no tags may stand: a title, the preview that a messenger shows. Not escaped. */
const fill = (text: string, slots: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(slots[name] ?? ''));

function page(language: Language, title: string, body: string, head = ''): string {
  return `<!doctype html>
<html lang="${language}" dir="${direction(language)}">
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

const getIt = (words: InviteWords, extensionUrl: string | null): string =>
  extensionUrl
    ? `${say(words.get)}<br><a class="button" href="${escapeHtml(extensionUrl)}" rel="noopener noreferrer">${say(words.getButton)}</a>`
    : say(words.getByAsking);

/** Where it plays: the service's name, or the host of a page of its own. */
function serviceOf({ siteId, mediaKey }: Content): string {
  if (siteId === 'generic') return URL.canParse(mediaKey) ? new URL(mediaKey).host : '';
  return isSiteId(siteId) ? SITES[siteId].name : siteId;
}

function filmOf({ content }: PartyPreview, words: InviteWords): string {
  if (!content) return '';
  const { title, series, season, episode } = content;
  const place = season !== undefined && episode !== undefined ? fill(words.episode, { season, episode }) : '';
  const parts = [series ?? '', place, title === series ? '' : title].filter(Boolean);
  const pieces = parts.map(piece).join(' · ');
  const service = serviceOf(content);
  if (pieces && service) return say(words.filmOn, { film: { pieces }, service });
  return pieces || (service && say(words.aFilmOn, { service }));
}

/** The date in UTC for who runs no script; the page's script says it in the reader's zone. */
function whenOf({ startsAt, inviteUrl }: PartyPreview, language: Language, words: InviteWords, now: number): string {
  if (startsAt === null || startsAt <= now) return '';
  const locale = language === 'en' ? 'en-GB' : language;
  const spoken = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' });
  const date = new Date(startsAt);
  const file = escapeHtml(`${new URL(inviteUrl).pathname}/party.ics`);
  return `<p class="when"><time datetime="${date.toISOString()}">${escapeHtml(spoken.format(date))} UTC</time> <a href="${file}">${say(words.calendar)}</a></p>
`;
}

/**
 * The page behind an invite link. Everything that people typed is escaped. Its button is dead until the extension, where
 * it may enter this page, brings it to life; else the steps say what to do.
 * @param now wall clock, ms
 */
export function invitePage(
  party: PartyPreview,
  extensionUrl: string | null,
  now: number,
  language: Language,
  words: InviteWords = INVITE_WORDS[language],
): string {
  const watching = party.watchingNow > 0 ? say(words.watching, { count: party.watchingNow }) : '';
  const facts = [filmOf(party, words), watching].filter(Boolean).join('<br>');
  const body = `
<p class="who">${say(words.invites, { name: party.hostName || words.friend })}</p>
<h1>${piece(party.name)}</h1>
${whenOf(party, language, words, now)}<p class="film">${facts || say(words.noFilm)}</p>
<span class="code" role="img" dir="ltr" aria-label="${escapeHtml(words.code)}: ${escapeHtml(party.partyCode)}">${escapeHtml(party.partyCode)}</span>
<p class="phone">${say(words.computer)}</p>
<button type="button" class="button" id="watchparty-join" hidden>${say(words.join)}</button>
<p class="film" id="watchparty-here" role="status" data-joining="${escapeHtml(words.joining)}" data-press="${escapeHtml(words.press)}" hidden></p>
<ol id="watchparty-steps">
<li>${getIt(words, extensionUrl)}</li>
<li>${say(words.stepIcon)}</li>
<li>${say(words.stepName)}</li>
</ol>
${party.locked ? `<p class="foot">${say(words.locked)}</p>` : ''}
<p class="foot">${say(words.foot)}</p>`;
  return page(
    language,
    `${party.name} · WatchParty`,
    body,
    `<meta name="watchparty-code" content="${escapeHtml(party.partyCode)}">
<meta property="og:site_name" content="WatchParty">
<meta property="og:title" content="${escapeHtml(party.name)}">
<meta property="og:description" content="${escapeHtml(fill(words.invites, { name: party.hostName || words.friend }))}">
`,
  );
}

export type NoParty = 'unknown' | 'ended' | 'busy' | 'away' | 'undated';

/** The page for a code that leads nowhere. */
export function noPartyPage(why: NoParty, language: Language, words: InviteWords = INVITE_WORDS[language]): string {
  const [title, text] = [words[why], words[`${why}Why`]];
  return page(language, `${title} · WatchParty`, `<h1>${say(title)}</h1><p class="film">${say(text)}</p>`);
}
