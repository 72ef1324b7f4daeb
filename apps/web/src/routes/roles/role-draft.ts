import { CreateRoleInput, type Permission, type RoleDetail, type UpdateRoleInput } from '@portolan/contract';
import type { FieldErrors } from '../../lib/form-errors.ts';
import { schemaErrors } from '../../lib/schema-errors.ts';
import { t } from './dialog-texts.ts';

export interface RoleDraft {
  name: string;
  description: string;
  permissionIds: readonly Permission[];
}

export function toRoleDraft(role: RoleDetail | null): RoleDraft {
  return {
    name: role?.name ?? '',
    description: role?.description ?? '',
    permissionIds: role?.permissions.map(({ id }) => id) ?? [],
  };
}

export function toRoleInput(draft: RoleDraft): CreateRoleInput {
  return {
    name: draft.name.trim(),
    description: draft.description.trim() || null,
    permissionIds: [...draft.permissionIds],
  };
}

/** The server's own rules, by field. */
export function validateRole(draft: RoleDraft): FieldErrors {
  const errors = schemaErrors(CreateRoleInput, toRoleInput(draft));
  if (draft.name.trim() === '') errors.name = t().nameMissing;
  if (draft.permissionIds.length === 0) errors.permissionIds = t().permissionMissing;
  return errors;
}

/** What was changed in the form, and nothing else. */
export function toRoleChange(draft: RoleDraft, base: RoleDetail): UpdateRoleInput {
  const [before, now] = [toRoleInput(toRoleDraft(base)), toRoleInput(draft)];
  const { id, updatedAt: expectedUpdatedAt } = base;
  return {
    id,
    expectedUpdatedAt,
    ...(now.name !== before.name && { name: now.name }),
    ...(now.description !== before.description && { description: now.description ?? null }),
    ...(!sameSet(now.permissionIds, before.permissionIds) && { permissionIds: now.permissionIds }),
  };
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
