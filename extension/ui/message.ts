/** A text with `{slots}`, or one text a plural category chosen by the slot `{count}` (Intl.PluralRules). */
export type Message = string | ({ readonly other: string } & { readonly [C in Intl.LDMLPluralRule]?: string });

/** The same keys in another language: a missing or an extra one does not compile. */
export type Translation<M> = { readonly [K in keyof M]: Message };

type SlotsIn<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | SlotsIn<Rest> : never;

/** Names of the slots of a message type. */
export type Slots<M> = M extends string
  ? SlotsIn<M>
  : M extends { readonly other: string }
    ? SlotsIn<Extract<M[keyof M], string>>
    : never;

/** Every slot name that a message uses, for the test that compares languages. */
export function slotsOf(message: Message): string[] {
  const texts = typeof message === 'string' ? [message] : Object.values(message);
  const names = texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? ''));
  return [...new Set(names)].sort();
}

/** A letter of Hebrew, Arabic and the other scripts that read from right to left. */
const RTL_LETTER = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Keeps what people wrote in one piece where it may read the other way than the words around it: FIRST STRONG ISOLATE
 * and its end. Figures alone turn round among Arabic words; among Latin ones only such letters do.
 * @param rtl the language around it reads from right to left
 */
export const isolate = (text: string, rtl: boolean): string =>
  rtl || RTL_LETTER.test(text) ? `\u2068${text}\u2069` : text;

/**
 * Fill in a message.
 * @param rules plural rules of the language that the message is written in
 * @param rtl the language reads from right to left
 */
export function fill(
  message: Message,
  params: Record<string, string | number>,
  rules: Intl.PluralRules,
  rtl = false,
): string {
  const text = typeof message === 'string' ? message : (message[rules.select(Number(params.count))] ?? message.other);
  return text.replace(/\{(\w+)\}/g, (slot, name: string) => {
    const value = params[name];
    return typeof value === 'string' ? isolate(value, rtl) : String(value ?? slot);
  });
}
