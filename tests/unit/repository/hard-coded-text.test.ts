import { readdirSync, readFileSync } from 'node:fs';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

/** Attributes that people read or hear, of elements and of our own parts. */
const SPOKEN = new Set(
  'aria-label aria-description title placeholder alt label hint problem words sure text lead yes detail close'.split(
    ' ',
  ),
);
/** Two letters in a row make a word; a sign, a figure or a unit does not. */
const WORD = /\p{L}{2}/u;
/** Our own name is the same everywhere. */
const OWN_NAME = /^WatchParty$/;

interface Node {
  type: string;
  start: number;
  [key: string]: unknown;
}
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Texts that a person would see and no translator would: between tags, and in attributes that are read. */
function hardCoded(source: string): string[] {
  const found: string[] = [];
  const look = (text: unknown) => {
    if (typeof text === 'string' && WORD.test(text) && !OWN_NAME.test(text.trim())) found.push(text.trim());
  };
  /** Every text that the expression may come to, as far as it stands there. */
  const literals = (value: unknown): unknown[] => {
    if (!isNode(value)) return [];
    switch (value.type) {
      case 'Literal':
        return [value.value];
      case 'TemplateLiteral':
        return [(value.quasis as { value: { cooked: string } }[]).map((part) => part.value.cooked).join(' ')];
      case 'JSXExpressionContainer':
      case 'ParenthesizedExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
        return literals(value.expression);
      case 'ConditionalExpression':
        return [value.consequent, value.alternate].flatMap(literals);
      case 'LogicalExpression':
        return [value.left, value.right].flatMap(literals);
      case 'BinaryExpression':
        return value.operator === '+' ? [value.left, value.right].flatMap(literals) : [];
      default:
        return [];
    }
  };
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    if (!isNode(value)) return;
    if (value.type === 'JSXText') look(value.value);
    if (value.type === 'JSXAttribute') {
      const name = (value.name as { name?: unknown }).name;
      if (typeof name === 'string' && SPOKEN.has(name)) literals(value.value).forEach(look);
    }
    if (value.type === 'JSXElement' || value.type === 'JSXFragment')
      for (const child of value.children as Node[]) if (child.type !== 'JSXText') literals(child).forEach(look);
    for (const [key, child] of Object.entries(value)) if (key !== 'parent') walk(child);
  };
  walk(parseSync('file.tsx', source, { lang: 'tsx' }).program);
  return found;
}

const FILES = readdirSync('extension', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.tsx'))
  .map((file) => `extension/${file.replaceAll('\\', '/')}`);

describe('text in the interface', () => {
  it.each(FILES)('%s has all of it from the catalogue', (file) => {
    expect(hardCoded(readFileSync(file, 'utf8'))).toEqual([]);
  });

  it('would be found', () => {
    const source =
      'const a = <p title="Hello there">{x} ms <b>Go on</b>{"again"}{`so`}<i class="wp-x">·</i></p>;' +
      'const b = <Row yes="Do it">{x === "kind" ? "either" : y && "or" + z}{(x ?? "none") as string}{x === "no" && t("key")}</Row>;';
    const all = ['Hello there', 'ms', 'Go on', 'again', 'so', 'Do it', 'either', 'or', 'none'];
    expect(new Set(hardCoded(source))).toEqual(new Set(all));
  });
});
