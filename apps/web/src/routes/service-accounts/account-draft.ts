import { CreateServiceAccountInput, type ServiceAccount, type UpdateServiceAccountInput } from '@portolan/contract';
import type { FieldErrors } from '../../lib/form-errors.ts';
import { schemaErrors } from '../../lib/schema-errors.ts';
import { t } from './dialog-texts.ts';

export interface AccountDraft {
  name: string;
  description: string;
  /** Nobody, for one whose owner has left. */
  ownerId: string;
  roleIds: readonly string[];
}

export function draftOf(account: ServiceAccount | undefined, me: string): AccountDraft {
  return {
    name: account?.name ?? '',
    description: account?.description ?? '',
    ownerId: account ? (account.owner?.id ?? '') : me,
    roleIds: account?.roleIds ?? [],
  };
}

export function toCreation({ name, description, ownerId, roleIds }: AccountDraft): CreateServiceAccountInput {
  return {
    name: name.trim(),
    description: description.trim() || null,
    roleIds: [...roleIds],
    ...(ownerId ? { ownerId } : {}),
  };
}

/** What was changed, and nothing else: who may not give roles can still rename it. */
export function toChange(account: ServiceAccount, draft: AccountDraft): UpdateServiceAccountInput {
  const { name, description, ownerId, roleIds } = toCreation(draft);
  const before = draftOf(account, '');
  const hasOtherRoles = [...before.roleIds].sort().join() !== [...draft.roleIds].sort().join();
  return {
    id: account.id,
    expectedUpdatedAt: account.updatedAt,
    ...(name === account.name ? {} : { name }),
    ...(description === account.description ? {} : { description }),
    ...(ownerId && ownerId !== before.ownerId ? { ownerId } : {}),
    ...(hasOtherRoles ? { roleIds } : {}),
  };
}

export function validateAccount(draft: AccountDraft): FieldErrors {
  const errors = schemaErrors(CreateServiceAccountInput, toCreation(draft));
  if (draft.name.trim() === '') errors.name = t().nameMissing;
  return errors;
}
