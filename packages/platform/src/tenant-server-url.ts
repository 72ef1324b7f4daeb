/** Parts of an address that differ from those of the system database. */
export interface TenantServerAddress {
  host?: string;
  port?: number;
  user?: string;
  password?: string;
}

/** The server of the tenants' databases: that of the system database unless configured apart. */
export function tenantServerUrl(systemUrl: string, tenant: TenantServerAddress): string {
  const url = new URL(systemUrl);
  if (tenant.host !== undefined) url.hostname = tenant.host.includes(':') ? `[${tenant.host}]` : tenant.host;
  if (tenant.port !== undefined) url.port = String(tenant.port);
  if (tenant.user !== undefined) url.username = encodeURIComponent(tenant.user);
  if (tenant.password !== undefined) url.password = encodeURIComponent(tenant.password);
  // CREATE DATABASE needs a connection to some database; this one is everywhere and nobody's.
  url.pathname = '/postgres';
  return url.href;
}
