import { minify } from 'terser';

/**
 * The same script, smaller by some 2 % gzipped: what the bundler's minifier leaves after one look. `unsafe` and
 * `pure_getters` stay off: reading a length may be what lays the page out anew.
 * @param code a whole script, whose names on top are its own
 */
export async function squeeze(code: string): Promise<string> {
  const { code: squeezed } = await minify(code, { ecma: 2020, toplevel: true, compress: { passes: 3 } });
  if (squeezed === undefined) throw new Error('the minifier gave nothing back');
  return squeezed;
}
