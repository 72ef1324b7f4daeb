// What is known of connections without any schema: a page shows it before it checks anything, and loads no schema for it.

export const CONNECTION_KINDS = ['postgresql', 'mysql', 'sqlserver', 'databricks', 'snowflake'] as const;
type Kind = (typeof CONNECTION_KINDS)[number];

export const KIND_LABELS: Record<Kind, string> = {
  postgresql: 'PostgreSQL',
  mysql: 'MySQL',
  sqlserver: 'SQL Server',
  databricks: 'Databricks',
  snowflake: 'Snowflake',
};

export const DEFAULT_PORTS: Record<Kind, number> = {
  postgresql: 5432,
  mysql: 3306,
  sqlserver: 1433,
  databricks: 443,
  snowflake: 443,
};

export const SSL_MODES = ['disable', 'require', 'verify-ca', 'verify-full'] as const;
type Mode = (typeof SSL_MODES)[number];

interface TlsOptions {
  sslMode?: Mode | undefined;
  encrypt?: boolean | undefined;
  trustServerCertificate?: boolean | undefined;
}

/**
 * The TLS mode a connection really gets. `useSsl` without a mode means `require`; Databricks and Snowflake speak
 * nothing but verified HTTPS; SQL Server's own switches come second to an explicit mode.
 */
export function tlsModeOf(connection: { dbType: Kind; useSsl: boolean; options: TlsOptions | null }): Mode {
  const { dbType, useSsl } = connection;
  const options = connection.options ?? {};
  if (dbType === 'databricks' || dbType === 'snowflake') return 'verify-full';
  if (options.sslMode) return options.sslMode;
  if (dbType === 'sqlserver') {
    if (!(options.encrypt ?? useSsl)) return 'disable';
    return options.trustServerCertificate ? 'require' : 'verify-full';
  }
  return useSsl ? 'require' : 'disable';
}

export const CONNECTION_STATUSES = ['untested', 'connected', 'failed'] as const;
export const CONNECTION_SORTS = [
  'name',
  'dbType',
  'createdAt',
  'lastTestedAt',
  'status',
  'environment',
  'host',
  'health',
] as const;

/** How often the snapshot of a connection's schema is taken anew by itself. */
export const SNAPSHOT_REFRESHES = ['daily', 'weekly', 'never'] as const;
export type SnapshotRefresh = (typeof SNAPSHOT_REFRESHES)[number];

/** What holds for a connection that says nothing: reading a warehouse starts it, and that costs. */
export function usualSnapshotRefresh(kind: Kind): SnapshotRefresh {
  return kind === 'databricks' || kind === 'snowflake' ? 'never' : 'daily';
}

/** The most to be careful with first: in this order lists sort and group by it. */
export const ENVIRONMENTS = ['production', 'staging', 'development', 'other'] as const;
/** Those that have to be entered again. */
export const UNUSABLE_STATES = ['sealed', 'unreadable'] as const;
export const CREDENTIAL_STATES = ['none', 'ready', 'sealed', 'unreadable'] as const;

export const TAGS_MAX = 20;
/** A key, or key:value. */
export const TAG_PATTERN = /^[a-z0-9_.:/-]{1,64}$/;
/** In place of an owner's id: connections that nobody owns. */
export const NOBODY = 'none';
