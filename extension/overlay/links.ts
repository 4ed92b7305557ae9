export type TextPart = { kind: 'text'; text: string } | { kind: 'link'; text: string; href: string; host: string };

const CANDIDATE = /https?:\/\/[^\s<>"']+/gi;
/** Signs that end a sentence rather than an address. */
const TRAILING = /[.,;:!?…'")\]}]+$/;

/**
 * Cut a message into text and addresses. Only http and https; the host is the one the browser would ask (punycode), so
 * a look-alike name shows itself. Addresses with a user name in them stay text: they exist to deceive.
 */
export function splitLinks(message: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const found of message.matchAll(CANDIDATE)) {
    const text = trimmed(found[0]);
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url === null || url.username !== '' || url.password !== '') continue;
    if (found.index > end) parts.push({ kind: 'text', text: message.slice(end, found.index) });
    parts.push({ kind: 'link', text, href: url.href, host: url.host });
    end = found.index + text.length;
  }
  if (end < message.length) parts.push({ kind: 'text', text: message.slice(end) });
  return parts;
}

/** A closing bracket belongs to the address if it opened one (`/wiki/Film_(1999)`). */
function trimmed(raw: string): string {
  const text = raw.replace(TRAILING, '');
  return raw[text.length] === ')' && text.includes('(') && !text.includes(')') ? `${text})` : text;
}
