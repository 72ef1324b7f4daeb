import { SnapshotRef } from './introspection.ts';
import { Id, Timestamp, text } from './text.ts';
import * as z from './zod.ts';

const place = { schema: z.string(), table: z.string() };
const Some = z.strictObject({ total: z.int(), first: z.array(z.strictObject(place)) });

/** What there is to know of a whole database at a glance, by its latest snapshot. Lists hold no more than `OVERVIEW_MOST`. */
export const Overview = z.strictObject({
  tables: z.int(),
  views: z.int(),
  columns: z.int(),
  /** By what the server said of their sizes, else of their rows. */
  biggest: z.array(
    z.strictObject({ ...place, rowEstimate: z.nullable(z.number()), sizeBytes: z.nullable(z.number()) }),
  ),
  /** By how many foreign keys point at them. */
  mostReferenced: z.array(z.strictObject({ ...place, references: z.int() })),
  withoutPrimaryKey: Some,
  withoutComment: Some,
  /** When a reading first found it as it is now, and the snapshot before that; null where it was never otherwise. */
  lastChange: z.nullable(z.strictObject({ at: Timestamp, before: Id, after: Id })),
  snapshot: SnapshotRef,
});
export type Overview = z.infer<typeof Overview>;
export const OVERVIEW_MOST = 8;

const name = text(1, 255);
/** One table of the latest snapshot. */
export const TablePlaceInput = z.strictObject({ id: Id, schema: name, table: name });
export type TablePlaceInput = z.infer<typeof TablePlaceInput>;

export const MAX_REFERENCES = 200;
/** The foreign keys that point at a table; `total` may be more than are listed. */
export const ReferenceList = z.strictObject({
  total: z.int(),
  items: z.array(
    z.strictObject({ ...place, name: z.string(), columns: z.array(z.string()), references: z.array(z.string()) }),
  ),
});
export type ReferenceList = z.infer<typeof ReferenceList>;

/** `create` is null for kinds of database that none is written for. */
export const TableStatements = z.strictObject({ create: z.nullable(z.string()), select: z.string() });
export type TableStatements = z.infer<typeof TableStatements>;
