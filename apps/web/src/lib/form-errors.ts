import * as z from 'zod/mini';

export type FieldErrors = Partial<Record<string, string>>;

/** Before the first submit only what the user has left speaks up; afterwards everything does. */
export function visibleErrors(all: FieldErrors, touched: ReadonlySet<string>, submitted: boolean): FieldErrors {
  if (submitted) return all;
  return Object.fromEntries(Object.entries(all).filter(([name]) => touched.has(name)));
}

/** The first complaint of a schema about each field. */
export function schemaErrors(schema: z.core.$ZodType, draft: unknown): FieldErrors {
  const errors: FieldErrors = {};
  for (const issue of z.safeParse(schema, draft).error?.issues ?? []) errors[String(issue.path[0])] ??= issue.message;
  return errors;
}
