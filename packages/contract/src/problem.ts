import { StageResult } from './diagnosis.ts';
import { ERROR_CODES, type ErrorCode } from './errors.ts';
import * as z from './zod.ts';

/** The error body of the REST face: RFC 9457 with the product's own `error` member. */
export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  error: z.strictObject({
    code: z.enum(ERROR_CODES as [ErrorCode, ...ErrorCode[]]),
    message: z.string(),
    details: z.array(z.strictObject({ path: z.string(), code: z.string(), message: z.string() })),
    stages: z.optional(z.array(StageResult)),
    requestId: z.string(),
  }),
});
export type Problem = z.infer<typeof Problem>;
