import { minify } from 'terser';

/**
 * The same script, smaller by some 2 % gzipped: what the bundler's minifier leaves after one look. `unsafe` and
 * `pure_getters` stay off: reading a length may be what lays the page out anew. It unwraps functions, so that a script may end
 * with a value: Firefox would want to copy that, and refuses the whole script where it can't. Hence the last word.
 * @param code a whole script, in a function of its own
 */
export async function squeeze(code: string): Promise<string> {
  const { code: squeezed } = await minify(code, { ecma: 2020, compress: { passes: 6 } });
  if (squeezed === undefined) throw new Error('the minifier gave nothing back');
  return `${squeezed.replace(/;$/, '')};void 0;`;
}
