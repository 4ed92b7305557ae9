export type OptionValue = string | number | boolean;

/** Reads the options of a page from its address, typed by their defaults; `?name` alone and `1` mean true. */
export function readOptions<T extends Record<string, OptionValue>>(defaults: T): T {
  const options = { ...defaults };
  for (const [name, text] of new URLSearchParams(location.search)) {
    if (Object.hasOwn(defaults, name)) setOption(options, name, text);
  }
  return options;
}

/** Sets one option, turning the value into the type that the option has. Throws for an unknown option. */
export function setOption(options: Record<string, OptionValue>, name: string, value: OptionValue): void {
  const old = options[name];
  if (old === undefined) throw new Error(`this page has no option ${name}; it has: ${Object.keys(options).join(', ')}`);
  if (typeof old === 'number') options[name] = Number(value);
  else if (typeof old === 'boolean') options[name] = value === true || ['', '1', 'true', 'yes'].includes(String(value));
  else options[name] = String(value);
}
