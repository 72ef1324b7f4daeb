import type { VmQuota } from '@portolan/contract';
import type { Failure } from '../../../lib/app-error.ts';
import { complaint } from '../../../lib/complaint.ts';
import type { FieldErrors } from '../../../lib/form-errors.ts';
import { readNumber } from '../../../lib/read-number.ts';
import { t } from '../dialog-texts.ts';
import { overQuota } from './quota-left.ts';
import { SIZES, type VmDraft } from './vm-draft.ts';

const FIELDS: readonly string[] = [...SIZES, 'name', 'templateId', 'isoUrl', 'isoSha256'];

/** What a refusal has to do with fields of the form; `quota`: as it is now. */
export function refusedFields({ issues }: Failure, draft: VmDraft, quota: VmQuota | undefined): FieldErrors {
  const errors: FieldErrors = {};
  for (const { path, code, message } of issues) {
    const size = SIZES.find((one) => one === path);
    const wanted = size && readNumber(draft[size]);
    const over = size && quota && code === 'quota_exceeded' && overQuota(quota, size, wanted ?? 0);
    if (FIELDS.includes(path)) errors[path] = over || (code === 'host_capacity' ? t().noRoom : complaint(message));
    else if (code === 'quota_exceeded') errors.name = t().noMachineLeft;
  }
  return errors;
}
