import * as z from './zod.ts';

const Check = z.enum(['ok', 'failed']);
export const Health = z.strictObject({
  status: Check,
  version: z.string(),
  checks: z.strictObject({
    database: Check,
    /** Fails when the database answers and takes no changes: its disk is full, or it is read-only. */
    writes: Check,
    /** `unreadable`: something that is stored needs a key that is not configured. */
    keys: z.enum(['ok', 'unreadable']),
    /** `wrong server`: the configuration leads to the tenants' databases of another installation, or of none. */
    tenantDatabases: z.enum(['ok', 'wrong server']),
  }),
});
export type Health = z.infer<typeof Health>;
