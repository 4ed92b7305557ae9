import { cleanText } from './clean-text.ts';
import { z } from './zod.ts';

/**
 * A line of text that people typed. Length counts UTF-16 units after cleaning; the raw input may be at most 4x as long,
 * so that cleaning never works on a flood.
 */
export const line = (max: number, min = 1) =>
  z
    .string()
    .max(max * 4)
    .transform(cleanText)
    .pipe(z.string().min(min).max(max));

/** Opaque identifiers made by our own code. */
export const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
