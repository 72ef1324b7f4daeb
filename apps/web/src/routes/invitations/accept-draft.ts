import { type AcceptInvitationInput, NewPassword } from '@portolan/contract';
import * as z from 'zod/mini';
import { complaint } from '../../lib/complaint.ts';
import type { FieldErrors } from '../../lib/form-errors.ts';
import { wholeNumber } from '../../lib/format.ts';
import { t } from './accept-texts.ts';

export interface AcceptDraft {
  firstName: string;
  lastName: string;
  password: string;
}

const NAME_MAX = 100;

/** A new account chooses a password by the rules; an existing one only has to say it. */
export function validateAcceptance(draft: AcceptDraft, accountExists: boolean): FieldErrors {
  if (draft.password === '') return { password: accountExists ? t().passwordMissing : t().choosePassword };
  if (accountExists) return {};
  const errors: FieldErrors = {};
  const issue = z.safeParse(NewPassword, draft.password).error?.issues[0];
  if (issue) errors.password = complaint(issue.message);
  for (const name of ['firstName', 'lastName'] as const) {
    if (draft[name].trim().length > NAME_MAX) errors[name] = t().tooLong(wholeNumber(NAME_MAX));
  }
  return errors;
}

export function toAcceptance(token: string, draft: AcceptDraft, accountExists: boolean): AcceptInvitationInput {
  if (accountExists) return { token, password: draft.password };
  return {
    token,
    password: draft.password,
    firstName: draft.firstName.trim() || null,
    lastName: draft.lastName.trim() || null,
  };
}
