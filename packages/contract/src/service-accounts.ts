import { CreateApiKeyInput } from './api-keys.ts';
import { limitedPageOf, pagingShape } from './paging.ts';
import { expectedUpdatedAt, Id, nameText, Timestamp, text, trimmedText } from './text.ts';
import * as z from './zod.ts';

/**
 * A member without a person: it has roles and keys, and no way to sign in. Its owner answers for it; it outlives them, and
 * `owner` is null until it gets another.
 */
export const ServiceAccount = z.strictObject({
  id: Id,
  name: z.string(),
  description: z.nullable(z.string()),
  isActive: z.boolean(),
  owner: z.nullable(z.strictObject({ id: Id, email: z.string(), name: z.nullable(z.string()), isActive: z.boolean() })),
  roles: z.array(z.string()),
  roleIds: z.array(Id),
  keyCount: z.int(),
  lastUsedAt: z.nullable(Timestamp),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type ServiceAccount = z.infer<typeof ServiceAccount>;

/** `search` looks into name and description. */
export const ListServiceAccountsInput = z.strictObject({ ...pagingShape, search: z.optional(text(0, 200)) });
export type ListServiceAccountsInput = z.infer<typeof ListServiceAccountsInput>;
export const ServiceAccountPage = limitedPageOf(ServiceAccount);
export type ServiceAccountPage = z.infer<typeof ServiceAccountPage>;

export const ServiceAccountIdInput = z.strictObject({ id: Id });
export type ServiceAccountIdInput = z.infer<typeof ServiceAccountIdInput>;

const PASSES_FOR_AN_ADDRESS = 'Must not contain @: events would show it as an address';
/** Events name an account where they name people by their addresses: none may pass for somebody. */
const name = nameText(1, 100).check(z.refine((value) => !value.normalize('NFKC').includes('@'), PASSES_FOR_AN_ADDRESS));
const description = z.optional(z.nullable(trimmedText(0, 500)));
const roleIds = z.optional(z.array(Id).check(z.maxLength(100)));

/** Without `ownerId` whoever makes it owns it. */
export const CreateServiceAccountInput = z.strictObject({ name, description, roleIds, ownerId: z.optional(Id) });
export type CreateServiceAccountInput = z.infer<typeof CreateServiceAccountInput>;

/** What is left out stays; `roleIds` replaces the whole set. */
export const UpdateServiceAccountInput = z.strictObject({
  id: Id,
  name: z.optional(name),
  description,
  roleIds,
  ownerId: z.optional(Id),
  isActive: z.optional(z.boolean()),
  expectedUpdatedAt,
});
export type UpdateServiceAccountInput = z.infer<typeof UpdateServiceAccountInput>;

export const ListServiceAccountKeysInput = z.strictObject({ id: Id, ...pagingShape });
export type ListServiceAccountKeysInput = z.infer<typeof ListServiceAccountKeysInput>;

/** `id` is that of the service account. */
export const CreateServiceAccountKeyInput = z.strictObject({ id: Id, ...CreateApiKeyInput.shape });
export type CreateServiceAccountKeyInput = z.infer<typeof CreateServiceAccountKeyInput>;
