import { limitedPageOf, pagingShape } from './paging.ts';
import { Email } from './passwords.ts';
import { Id, isId, nameText, Timestamp, text } from './text.ts';
import * as z from './zod.ts';

const SLUG = /^[a-z0-9](?:[a-z0-9_-]{0,46}[a-z0-9])?$/;
export const RESERVED_SLUGS = ['api', 'trpc', 'admin', 'postgres', 'template0', 'template1', 'system'] as const;

/** Part of a database name: `dbtools_tenant_` and 48 bytes stay inside PostgreSQL's 63. */
export const Slug = z.string('Invalid slug format').check(
  z.regex(SLUG, 'Invalid slug format'),
  z.refine((value) => !(RESERVED_SLUGS as readonly string[]).includes(value), 'Invalid slug format: reserved word'),
  // Else it would be doubtful which tenant a request names.
  z.refine((value) => !isId(value), 'Invalid slug format: it must not look like an id'),
);

export const TENANT_STATUSES = ['provisioning', 'active', 'deleted', 'failed'] as const;
export const TenantStatus = z.enum(TENANT_STATUSES);
export type TenantStatus = z.infer<typeof TenantStatus>;

/** With `adminEmail` that person is invited as Tenant Admin; without it the maker becomes the admin. */
export const CreateTenantInput = z.strictObject({
  name: nameText(1, 255),
  slug: Slug,
  adminEmail: z.optional(Email),
});
export type CreateTenantInput = z.infer<typeof CreateTenantInput>;

/** Id or slug; anything else is simply not found. */
export const TenantRefInput = z.strictObject({ slug: text(1, 100) });
export type TenantRefInput = z.infer<typeof TenantRefInput>;

export const ListTenantsInput = z.strictObject({ ...pagingShape });
export type ListTenantsInput = z.infer<typeof ListTenantsInput>;

export const Tenant = z.strictObject({
  id: Id,
  name: z.string(),
  slug: z.string(),
  status: TenantStatus,
  createdAt: Timestamp,
  /** Why, where the status is `failed`; absent otherwise. */
  failure: z.optional(z.string()),
});
export type Tenant = z.infer<typeof Tenant>;
export const InviteAdminInput = z.strictObject({ slug: text(1, 100), email: Email });
export type InviteAdminInput = z.infer<typeof InviteAdminInput>;

/** `acceptUrl` is null when the link went out by mail. */
export const AdminInvitation = z.strictObject({
  id: Id,
  email: z.string(),
  expiresAt: Timestamp,
  acceptUrl: z.nullable(z.string()),
});
export type AdminInvitation = z.infer<typeof AdminInvitation>;

/** `adminInvitation` only where somebody was invited. */
export const CreatedTenant = z.strictObject({ ...Tenant.shape, adminInvitation: z.optional(AdminInvitation) });
export type CreatedTenant = z.infer<typeof CreatedTenant>;
export const TenantPage = limitedPageOf(Tenant);
export type TenantPage = z.infer<typeof TenantPage>;

export const MyTenant = z.strictObject({ id: Id, name: z.string(), slug: z.string() });
export type MyTenant = z.infer<typeof MyTenant>;
export const MyTenantPage = limitedPageOf(MyTenant);
export type MyTenantPage = z.infer<typeof MyTenantPage>;

export const TenantOfInput = z.strictObject({ connectionId: Id });
export type TenantOfInput = z.infer<typeof TenantOfInput>;
