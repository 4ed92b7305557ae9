/**
 * S19: each write to the player leaves a token, and the DOM event that the write causes consumes it. No time windows:
 * an event is explained by what it says, or it is somebody else's. Pure.
 */
export type TokenKind = 'play' | 'pause' | 'seek' | 'rate';

export interface Token {
  readonly id: number;
  readonly kind: TokenKind;
  /** Target of a seek (content seconds) or the rate. */
  readonly value: number;
  /** Its `seeking` has come, its `seeked` has not. */
  readonly begun: boolean;
}

export interface TokenBook {
  /** Oldest first: events arrive in the order of the writes. */
  readonly tokens: readonly Token[];
  /** What the player was last known to be: an event that changes nothing is nobody's act. */
  readonly paused: boolean;
  readonly rate: number;
  readonly nextId: number;
}

export const openBook = (paused: boolean, rate: number): TokenBook => ({ tokens: [], paused, rate, nextId: 1 });

/** The browser may land a seek on its own time scale, and a player on its segment: half a second still is that seek. */
const SEEK_TOLERANCE_S = 0.5;
/** Below the smallest rate step of the controller (0.1 %), above what float arithmetic does. */
const RATE_TOLERANCE = 0.0005;

/** Note a write that is about to be made. Only for writes that will cause an event: a token without one would lie in wait. */
export function issue(book: TokenBook, kind: TokenKind, value = 0): { book: TokenBook; id: number } {
  const token: Token = { id: book.nextId, kind, value, begun: false };
  return { book: { ...book, tokens: [...book.tokens, token], nextId: book.nextId + 1 }, id: token.id };
}

/** The write came to nothing (blocked, refused, timed out): its event will not come. */
export const withdraw = (book: TokenBook, id: number): TokenBook => ({
  ...book,
  tokens: book.tokens.filter((token) => token.id !== id),
});

/** Has somebody else set this rate, so that its event is still to come? Until then nobody can say whether it was a hand. */
export function isUnheard(book: TokenBook, rate: number): boolean {
  const known = book.tokens.findLast((token) => token.kind === 'rate')?.value ?? book.rate;
  return Math.abs(known - rate) > RATE_TOLERANCE;
}

export type PlayerEvent =
  | { kind: 'play' }
  | { kind: 'pause' }
  /** `position`: content seconds; null while the site's clock does not say. */
  | { kind: 'seeking'; position: number | null }
  | { kind: 'seeked'; position: number | null }
  | { kind: 'rate'; rate: number };

export interface Explanation {
  book: TokenBook;
  explained: boolean;
}

/** Does one of our writes explain this event? Consumes the token if so. */
export function explain(book: TokenBook, event: PlayerEvent): Explanation {
  switch (event.kind) {
    case 'play':
    case 'pause':
      return explainTransport(book, event.kind);
    case 'seeking':
    case 'seeked':
      return explainSeek(book, event.kind, event.position);
    case 'rate':
      return explainRate(book, event.rate);
  }
}

function explainTransport(book: TokenBook, kind: 'play' | 'pause'): Explanation {
  const paused = kind === 'pause';
  const token = book.tokens.find((candidate) => candidate.kind === kind);
  if (token) return { book: { ...consume(book, token, ['play', 'pause']), paused }, explained: true };
  return { book: { ...book, paused }, explained: book.paused === paused };
}

function explainSeek(book: TokenBook, kind: 'seeking' | 'seeked', position: number | null): Explanation {
  // A clock that does not say where to must not swallow a hand: one write has one `seeking`.
  const near = (token: Token) =>
    position === null ? kind === 'seeked' || !token.begun : Math.abs(token.value - position) <= SEEK_TOLERANCE_S;
  const token = book.tokens.findLast((candidate) => candidate.kind === 'seek' && near(candidate));
  if (!token) {
    // A foreign jump overrides ours: our `seeked` will not come any more.
    const tokens = kind === 'seeking' ? book.tokens.filter((other) => other.kind !== 'seek') : book.tokens;
    return { book: { ...book, tokens }, explained: false };
  }
  const rest = consume(book, token, ['seek']);
  if (kind === 'seeked') return { book: rest, explained: true };
  return { book: { ...rest, tokens: [...rest.tokens, { ...token, begun: true }] }, explained: true };
}

function explainRate(book: TokenBook, rate: number): Explanation {
  const same = (value: number) => Math.abs(value - rate) <= RATE_TOLERANCE;
  const token = book.tokens.find((candidate) => candidate.kind === 'rate' && same(candidate.value));
  if (token) return { book: { ...consume(book, token, ['rate']), rate }, explained: true };
  // Two writes in one task fire two events that both show the second rate: the later one changes nothing.
  if (same(book.rate)) return { book, explained: true };
  return { book: { ...book, rate, tokens: book.tokens.filter((other) => other.kind !== 'rate') }, explained: false };
}

/** Remove a token and the older ones of its lane: their events would have come before. */
function consume(book: TokenBook, token: Token, lane: readonly TokenKind[]): TokenBook {
  return { ...book, tokens: book.tokens.filter((other) => other.id > token.id || !lane.includes(other.kind)) };
}

/** The one mutable holder that writer and binding share. */
export interface TokenLedger {
  book: TokenBook;
}
