import { limitedPageOf, pagingShape } from './paging.ts';
import { Permission } from './permissions.ts';
import { PermissionIds } from './roles.ts';
import { Id, nameText, Timestamp } from './text.ts';
import * as z from './zod.ts';

/** A key of the tenant. `prefix` is its recognisable beginning; the rest is stored as a hash only. */
export const ApiKey = z.strictObject({
  id: Id,
  name: z.string(),
  prefix: z.string(),
  permissionIds: z.array(Permission),
  expiresAt: z.nullable(Timestamp),
  lastUsedAt: z.nullable(Timestamp),
  createdAt: Timestamp,
});
export type ApiKey = z.infer<typeof ApiKey>;

/** With whose rights it works: a key never does more than its creator may do at that moment. */
export const ListedApiKey = z.strictObject({
  ...ApiKey.shape,
  createdBy: z.strictObject({ id: Id, email: z.string(), isActive: z.boolean() }),
});
export type ListedApiKey = z.infer<typeof ListedApiKey>;

/** The one answer that carries the key itself. */
export const CreatedApiKey = z.strictObject({ ...ApiKey.shape, key: z.string() });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;

export const ListApiKeysInput = z.strictObject({ ...pagingShape });
export type ListApiKeysInput = z.infer<typeof ListApiKeysInput>;
export const ApiKeyPage = limitedPageOf(ListedApiKey);
export type ApiKeyPage = z.infer<typeof ApiKeyPage>;

/** `expiresAt` must lie in the future; without it the key lives until it is revoked. */
export const CreateApiKeyInput = z.strictObject({
  name: nameText(1, 100),
  permissionIds: PermissionIds.check(z.minLength(1, 'Choose at least one permission')),
  expiresAt: z.optional(z.nullable(Timestamp)),
});
export type CreateApiKeyInput = z.infer<typeof CreateApiKeyInput>;

export const ApiKeyIdInput = z.strictObject({ id: Id });
export type ApiKeyIdInput = z.infer<typeof ApiKeyIdInput>;
