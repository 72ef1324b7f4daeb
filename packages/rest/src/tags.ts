/** What the features are about, as the OpenAPI document tells it: one for each tag of an operation. */
export const TAGS: Readonly<Record<string, string>> = {
  auth: 'Signing in and out, sessions, passwords and the account of the caller.',
  tenants: 'The tenants of the installation, and those of the caller.',
  users: 'The members of a tenant.',
  roles: 'Roles of a tenant, what they permit and who holds them.',
  invitations: 'Inviting people into a tenant, and what the bearer of a link may do.',
  apiKeys: 'API keys of a tenant: for tools, with a part of the permissions of whoever they act for.',
  serviceAccounts: 'Members of a tenant that are no person: keys of theirs outlive whoever made them.',
  iam: 'Why somebody may do something or not, and who can mend it.',
  connections: 'Database connections of a tenant: encrypted, tested stage by stage, shared by permission.',
  datasources: 'The same connections under other names, with bare answers.',
  introspection: 'Schemas, tables and columns of the databases, their snapshots, differences and types.',
  audit: 'The audit log of a tenant.',
  installation: 'The audit log of what happens above all tenants.',
  operators: 'The operators of the installation, and inviting them.',
  health: 'Whether the product works, how connections are and were, and incidents.',
  notifications: 'Who is told of what, and the messages that went out.',
};
