/** Shapes of ids and addresses that several sites share. Each matches whole strings. */
export const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** An optional language or country segment in front of a path: `/de`, `/pt-br`, `/es-419`. */
export const LOCALE = '(?:/[a-z]{2,3}(?:-(?:[a-z]{2}|[0-9]{3}))?)?';

/** A function that gives the first group of a path's match. */
export function idInPath(pattern: string): (url: URL) => string | null {
  const expression = new RegExp(`^${pattern}$`, 'i');
  return (url) => expression.exec(url.pathname)?.[1] ?? null;
}

/** A template that takes only keys of this shape. */
export function addressOf(shape: string, template: (key: string) => string): (key: string) => string | null {
  const expression = new RegExp(`^(?:${shape})$`);
  return (key) => (expression.test(key) ? template(key) : null);
}
