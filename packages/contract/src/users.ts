import { User } from './auth.ts';
import { limitedPageOf, pagingShape } from './paging.ts';
import { Id, text } from './text.ts';
import * as z from './zod.ts';

/** A member of a tenant. `isActive` speaks of the membership: it may differ from tenant to tenant. */
export const TenantUser = z.strictObject({ ...User.shape, roles: z.array(z.string()), roleIds: z.array(Id) });
export type TenantUser = z.infer<typeof TenantUser>;

/** `search` looks into e-mail address, first and last name. */
export const ListUsersInput = z.strictObject({ ...pagingShape, search: z.optional(text(0, 200)) });
export type ListUsersInput = z.infer<typeof ListUsersInput>;
export const TenantUserPage = limitedPageOf(TenantUser);
export type TenantUserPage = z.infer<typeof TenantUserPage>;

export const UserIdInput = z.strictObject({ id: Id });
export type UserIdInput = z.infer<typeof UserIdInput>;

export const SetUserActiveInput = z.strictObject({ id: Id, isActive: z.boolean() });
export type SetUserActiveInput = z.infer<typeof SetUserActiveInput>;
