import * as z from 'zod/mini';
import { complaint } from './complaint.ts';
import type { FieldErrors } from './form-errors.ts';

/** The first complaint of a schema about each field. */
export function schemaErrors(schema: z.core.$ZodType, draft: unknown): FieldErrors {
  const errors: FieldErrors = {};
  for (const issue of z.safeParse(schema, draft).error?.issues ?? [])
    errors[String(issue.path[0])] ??= complaint(issue.message);
  return errors;
}
