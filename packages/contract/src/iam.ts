import { Permission } from './permissions.ts';
import { Id } from './text.ts';
import * as z from './zod.ts';

/** Without `userId` about the caller; about others it needs user:read and role:read. */
export const ExplainInput = z.strictObject({ userId: z.optional(Id), permission: Permission });
export type ExplainInput = z.infer<typeof ExplainInput>;

const Person = z.strictObject({ id: Id, email: z.string(), name: z.nullable(z.string()) });
const RoleName = z.strictObject({ id: Id, name: z.string() });

/** The first link that is missing between a user and a permission. */
export const MISSING_LINKS = ['membership', 'inactive', 'role', 'key'] as const;

/**
 * Why a user may or may not do something in the tenant. Allowed: the roles that prove it. Not allowed: the missing link,
 * the roles that would grant the permission, and the people who can mend it.
 */
export const Explanation = z.strictObject({
  userId: Id,
  permission: Permission,
  permissionName: z.string(),
  allowed: z.boolean(),
  /** One sentence for people. */
  reason: z.string(),
  /** Roles of this user that hold the permission, whether or not the rest of the chain stands. */
  heldThrough: z.array(RoleName),
  missing: z.nullable(z.enum(MISSING_LINKS)),
  /** Roles of the tenant that hold the permission; empty where it is granted already. */
  grantedBy: z.array(RoleName),
  /** Up to ten active members who can mend it. */
  grantors: z.array(Person),
});
export type Explanation = z.infer<typeof Explanation>;
