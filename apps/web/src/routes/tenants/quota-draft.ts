import { VmLimits } from '@portolan/contract';
import type { FieldErrors } from '../../lib/form-errors.ts';
import { readNumber } from '../../lib/read-number.ts';
import { schemaErrors } from '../../lib/schema-errors.ts';
import { writeNumber } from '../../lib/write-number.ts';

export const MEASURES = ['machines', 'cpu', 'memoryGb', 'diskGb'] as const;
export type Measure = (typeof MEASURES)[number];

/** An empty field is without bounds. */
export type QuotaDraft = Record<Measure, string>;

export function toQuotaDraft(limits: VmLimits): QuotaDraft {
  const text = (measure: Measure) => {
    const limit = limits[measure];
    return limit === null ? '' : writeNumber(limit);
  };
  return { machines: text('machines'), cpu: text('cpu'), memoryGb: text('memoryGb'), diskGb: text('diskGb') };
}

export function toLimits(draft: QuotaDraft): VmLimits {
  const limit = (measure: Measure) => readNumber(draft[measure]) ?? null;
  return { machines: limit('machines'), cpu: limit('cpu'), memoryGb: limit('memoryGb'), diskGb: limit('diskGb') };
}

export function validateQuota(draft: QuotaDraft): FieldErrors {
  return schemaErrors(VmLimits, toLimits(draft));
}
