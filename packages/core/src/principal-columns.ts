/** The tenant and the rights of a principal, however they were proven. */
export interface TenantColumns {
  tenantId: string | null;
  tenantSlug: string | null;
  tenantName: string | null;
  /** Comma-separated, of all roles together. */
  permissions: string | null;
}

export interface UserColumns {
  userId: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
}
