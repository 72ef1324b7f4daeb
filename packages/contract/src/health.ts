import * as z from 'zod/mini';

const Check = z.enum(['ok', 'failed']);
export const Health = z.strictObject({
  status: Check,
  version: z.string(),
  checks: z.strictObject({ database: Check }),
});
export type Health = z.infer<typeof Health>;
