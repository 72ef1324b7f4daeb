import { isIP } from 'node:net';
import type { Configuration } from './env.ts';

/** The server of the tenants' databases: that of the system database unless configured apart. */
export function tenantServerUrl(systemUrl: string, tenant: Configuration['tenantDatabase']): string {
  const url = new URL(systemUrl);
  if (tenant.host !== undefined) url.hostname = isIP(tenant.host) === 6 ? `[${tenant.host}]` : tenant.host;
  if (tenant.port !== undefined) url.port = String(tenant.port);
  if (tenant.user !== undefined) url.username = encodeURIComponent(tenant.user);
  if (tenant.password !== undefined) url.password = encodeURIComponent(tenant.password);
  // CREATE DATABASE needs a connection to some database; this one is everywhere and nobody's.
  url.pathname = '/postgres';
  return url.href;
}
