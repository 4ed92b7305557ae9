import { ERROR_CODES, type WireError } from './errors.ts';
import { z } from './zod.ts';

export const wireErrorSchema = z.object({
  code: z.enum(ERROR_CODES),
  retryAfterMs: z.number().int().nonnegative().optional(),
  fields: z.array(z.string().max(64)).max(16).optional(),
}) satisfies z.ZodType<WireError>;
