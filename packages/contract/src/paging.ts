import * as z from './zod.ts';

export const PAGE_SIZE_DEFAULT = 20;
export const PAGE_SIZE_MAX = 100;

const count = (max: number) => z.int().check(z.minimum(1), z.maximum(max));

/**
 * Paging keys of every list. `limit` and `pageSize` are two names of one thing: REST callers of either spec find theirs.
 * The page is bounded so that the offset stays far inside a bigint.
 */
export const pagingShape = {
  page: z.optional(count(1_000_000)),
  pageSize: z.optional(count(PAGE_SIZE_MAX)),
  limit: z.optional(count(PAGE_SIZE_MAX)),
};

export interface PagingInput {
  page?: number | undefined;
  pageSize?: number | undefined;
  limit?: number | undefined;
}

/** Resolves the two names and the defaults to one page, 1-based. */
export function toPage(input: PagingInput): { page: number; pageSize: number; offset: number } {
  const page = input.page ?? 1;
  const pageSize = input.pageSize ?? input.limit ?? PAGE_SIZE_DEFAULT;
  return { page, pageSize, offset: (page - 1) * pageSize };
}

/** `{items,total,page,pageSize,totalPages}`, the paging answer of the connections surface. */
export function pageOf<T extends z.core.$ZodType>(item: T) {
  return z.strictObject({
    items: z.array(item),
    total: z.int(),
    page: z.int(),
    pageSize: z.int(),
    totalPages: z.int(),
  });
}

/** `{items,total,page,limit}`, the paging answer of the v1 surface. */
export function limitedPageOf<T extends z.core.$ZodType>(item: T) {
  return z.strictObject({ items: z.array(item), total: z.int(), page: z.int(), limit: z.int() });
}
