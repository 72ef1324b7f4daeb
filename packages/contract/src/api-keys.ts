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

/** With whose rights a key works: it never does more than its owner may do at that moment. */
export const KeyOwner = z.strictObject({
  type: z.enum(['user', 'service_account']),
  id: Id,
  name: z.string(),
  isActive: z.boolean(),
});
export type KeyOwner = z.infer<typeof KeyOwner>;

/**
 * `createdBy` made it: the owner, but for a key of a service account, whose maker may have left (null). Between
 * `rotatedAt` and `formerUntil` two secrets work; `formerLastUsedAt` tells whether somebody still uses the former one.
 */
export const ListedApiKey = z.strictObject({
  ...ApiKey.shape,
  createdBy: z.nullable(z.strictObject({ id: Id, email: z.string(), isActive: z.boolean() })),
  owner: KeyOwner,
  lastUsedFrom: z.nullable(z.string()),
  rotatedAt: z.nullable(Timestamp),
  formerUntil: z.nullable(Timestamp),
  formerLastUsedAt: z.nullable(Timestamp),
});
export type ListedApiKey = z.infer<typeof ListedApiKey>;

/** The answer that carries the key itself. */
export const CreatedApiKey = z.strictObject({ ...ApiKey.shape, key: z.string() });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;

/** The same with its new secret; the former one works until `formerUntil`, or no more. */
export const RotatedApiKey = z.strictObject({
  ...CreatedApiKey.shape,
  rotatedAt: Timestamp,
  formerUntil: z.nullable(Timestamp),
});
export type RotatedApiKey = z.infer<typeof RotatedApiKey>;

export const ListApiKeysInput = z.strictObject({ ...pagingShape });
export type ListApiKeysInput = z.infer<typeof ListApiKeysInput>;
export const ApiKeyPage = limitedPageOf(ListedApiKey);
export type ApiKeyPage = z.infer<typeof ApiKeyPage>;

const name = nameText(1, 100);
const permissionIds = PermissionIds.check(z.minLength(1, 'Choose at least one permission'));
const expiresAt = z.optional(z.nullable(Timestamp));

/** `expiresAt` must lie in the future; without it the key lives until it is revoked. */
export const CreateApiKeyInput = z.strictObject({ name, permissionIds, expiresAt });
export type CreateApiKeyInput = z.infer<typeof CreateApiKeyInput>;

export const ApiKeyIdInput = z.strictObject({ id: Id });
export type ApiKeyIdInput = z.infer<typeof ApiKeyIdInput>;

/** For how many hours the former secret may work on, at most, and how many it does where nobody says. */
export const MOST_OVERLAP_HOURS = 720;
export const USUAL_OVERLAP_HOURS = 24;

/** With 0 hours the former secret ends at once. `expiresAt`, where it is given, is that of the key from now on. */
export const RotateApiKeyInput = z.strictObject({
  id: Id,
  overlapHours: z.optional(z.int().check(z.minimum(0), z.maximum(MOST_OVERLAP_HOURS))),
  expiresAt,
});
export type RotateApiKeyInput = z.infer<typeof RotateApiKeyInput>;

/** How long it is kept where a key was used, and how many addresses of a day are told apart. */
export const KEY_USE_DAYS = 90;
export const KEY_USE_ADDRESSES = 20;

/**
 * One day (of UTC) and one address. A null address stands for all that were too many for the day. `secret` says which one
 * came: `earlier` is one before the former.
 */
export const ApiKeyUse = z.strictObject({
  day: z.iso.date(),
  address: z.nullable(z.string()),
  secret: z.enum(['current', 'former', 'earlier']),
  firstAt: Timestamp,
  lastAt: Timestamp,
});
export type ApiKeyUse = z.infer<typeof ApiKeyUse>;

export const ListKeyUsesInput = z.strictObject({ id: Id, ...pagingShape });
export type ListKeyUsesInput = z.infer<typeof ListKeyUsesInput>;
export const ApiKeyUsePage = limitedPageOf(ApiKeyUse);
export type ApiKeyUsePage = z.infer<typeof ApiKeyUsePage>;

/**
 * What a key is that asks: `permissionIds` is what it was given, `allowed` what is left of that by the rights of its owner
 * now. `worksUntil` is the end of the very secret that asks, if it has one.
 */
export const ApiKeySelf = z.strictObject({
  id: Id,
  name: z.string(),
  prefix: z.string(),
  permissionIds: z.array(Permission),
  allowed: z.array(Permission),
  owner: z.strictObject({ ...KeyOwner.shape, email: z.nullable(z.string()) }),
  tenant: z.strictObject({ id: Id, slug: z.string(), name: z.string() }),
  secret: z.enum(['current', 'former']),
  expiresAt: z.nullable(Timestamp),
  worksUntil: z.nullable(Timestamp),
  createdAt: Timestamp,
});
export type ApiKeySelf = z.infer<typeof ApiKeySelf>;
