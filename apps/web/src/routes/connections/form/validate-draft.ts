import { CreateConnectionInput } from '@portolan/contract';
import * as z from 'zod/mini';
import type { FieldErrors } from '../../../lib/form-errors.ts';
import type { ConnectionDraft } from './draft.ts';
import { toCreateInput } from './payload.ts';

const REQUIRED: readonly [keyof ConnectionDraft, string, (draft: ConnectionDraft) => boolean][] = [
  ['name', 'Connection name is required', () => true],
  ['host', 'Host is required', () => true],
  ['port', 'Port is required', () => true],
  ['httpPath', 'HTTP path is required', (draft) => draft.dbType === 'databricks'],
  ['account', 'Account is required', (draft) => draft.dbType === 'snowflake'],
];

/** Name of the field that an issue of the input belongs to. */
export function fieldOfPath(path: string): string {
  const [head, tail] = path.split('.');
  if (head === 'credential') return 'password';
  return head === 'options' && tail ? tail : (head ?? '');
}

/** The server's own rules, by field; what is missing is said in the field's words. */
export function validateDraft(draft: ConnectionDraft): FieldErrors {
  const errors: FieldErrors = {};
  for (const [field, message, applies] of REQUIRED) {
    if (applies(draft) && String(draft[field]).trim() === '') errors[field] = message;
  }
  const parsed = z.safeParse(CreateConnectionInput, toCreateInput(draft));
  for (const issue of parsed.error?.issues ?? []) {
    const field = fieldOfPath(issue.path.join('.'));
    errors[field] ??= field === 'port' ? 'Port is a whole number from 1 to 65535' : issue.message;
  }
  return errors;
}

/** What is not saved needs no name. */
export function validateForTest(draft: ConnectionDraft): FieldErrors {
  const { name: _name, ...errors } = validateDraft(draft);
  return errors;
}
