import { NewPassword } from '@portolan/contract';
import * as z from 'zod/mini';
import { passwords } from '../locales/en.ts?passwords';
import { complaint } from './complaint.ts';
import type { FieldErrors } from './form-errors.ts';
import { localized } from './locale.ts';

const t = localized('passwords', passwords);

export interface PasswordDraft {
  currentPassword: string;
  newPassword: string;
  repeated: string;
}

/** What is wrong with a new password that was typed twice. */
export function validateNewPassword(draft: { newPassword: string; repeated: string }): FieldErrors {
  const errors: FieldErrors = {};
  const issue = z.safeParse(NewPassword, draft.newPassword).error?.issues[0];
  if (issue) errors.newPassword = complaint(issue.message);
  if (draft.newPassword === '') errors.newPassword = t().newMissing;
  if (!errors.newPassword && draft.repeated !== draft.newPassword) errors.repeated = t().different;
  return errors;
}

export function validatePasswordChange(draft: PasswordDraft): FieldErrors {
  return {
    ...(draft.currentPassword === '' && { currentPassword: t().currentMissing }),
    ...validateNewPassword(draft),
  };
}
