import { options } from './options.ts';

/** Kept by the browser, for a party leads its member to the bare address of the title. */
const KEY = 'standin-refusal';

/** Takes over what the address says of a title that this account may not see. */
export function noteRefusal(): void {
  if (options.refuse) localStorage.setItem(KEY, `${options.refuse} ${options.refusal}`);
}

/** How a title is refused here; null: it is shown. */
export function refusalOf(id: string): string | null {
  const [refused, how = null] = localStorage.getItem(KEY)?.split(' ') ?? [];
  return refused === id ? how : null;
}
