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

/** Whether a process can do its work just now: what sends requests to several asks each of them. */
export const Readiness = z.strictObject({
  status: Check,
  checks: z.strictObject({
    database: Check,
    /** Fails while tables are older than this version. */
    migrations: Check,
    /** Fails when the server of the tenants' databases does not answer, or is another installation's. */
    tenantServer: Check,
    /** Fails when driver processes end as fast as they are started. */
    driverHost: Check,
  }),
});
export type Readiness = z.infer<typeof Readiness>;
