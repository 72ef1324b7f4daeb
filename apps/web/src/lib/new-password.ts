import { NewPassword } from '@portolan/contract';
import * as z from 'zod/mini';
import type { FieldErrors } from './form-errors.ts';

export interface PasswordDraft {
  currentPassword: string;
  newPassword: string;
  repeated: string;
}

/** What is wrong with a new password that was typed twice. */
export function validateNewPassword(draft: { newPassword: string; repeated: string }): FieldErrors {
  const errors: FieldErrors = {};
  const issue = z.safeParse(NewPassword, draft.newPassword).error?.issues[0];
  if (issue) errors.newPassword = issue.message;
  if (draft.newPassword === '') errors.newPassword = 'Choose a new password';
  if (!errors.newPassword && draft.repeated !== draft.newPassword) errors.repeated = 'The two passwords differ';
  return errors;
}

export function validatePasswordChange(draft: PasswordDraft): FieldErrors {
  return {
    ...(draft.currentPassword === '' && { currentPassword: 'Enter your current password' }),
    ...validateNewPassword(draft),
  };
}
