import { CONNECTION_SORTS } from './connection-facts.ts';
import { connectionFilterShape } from './connection-order.ts';
import { PAGE_SIZE_MAX } from './paging.ts';
import { Id, nameText, Timestamp, text } from './text.ts';
import * as z from './zod.ts';

/** How a list of connections is looked at: what it is narrowed to, its order, and what of it is shown. */
export const ViewState = z.strictObject({
  ...connectionFilterShape,
  deleted: z.optional(z.boolean()),
  sortBy: z.optional(z.enum(CONNECTION_SORTS)),
  sortOrder: z.optional(z.enum(['asc', 'desc'])),
  groupBy: z.optional(z.enum(['environment', 'tag'])),
  columns: z.optional(z.array(text(1, 40)).check(z.maxLength(30))),
  pageSize: z.optional(z.int().check(z.minimum(1), z.maximum(PAGE_SIZE_MAX))),
});
export type ViewState = z.infer<typeof ViewState>;

/** As it is answered: what an input mends is whole by then. */
const StoredState = z.strictObject({ ...ViewState.shape, tag: z.optional(z.array(z.string())) });

/** A saved view: its maker's alone, or shared with the tenant. */
export const SavedView = z.strictObject({
  id: Id,
  name: z.string(),
  shared: z.boolean(),
  /** Whether the caller made it. */
  mine: z.boolean(),
  state: StoredState,
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type SavedView = z.infer<typeof SavedView>;

const name = nameText(1, 60);
/** Sharing needs the permission to write connections. */
export const CreateViewInput = z.strictObject({ name, shared: z.optional(z.boolean()), state: ViewState });
export type CreateViewInput = z.infer<typeof CreateViewInput>;

export const UpdateViewInput = z.strictObject({
  id: Id,
  name: z.optional(name),
  shared: z.optional(z.boolean()),
  state: z.optional(ViewState),
});
export type UpdateViewInput = z.infer<typeof UpdateViewInput>;

export const ViewIdInput = z.strictObject({ id: Id });
export type ViewIdInput = z.infer<typeof ViewIdInput>;
