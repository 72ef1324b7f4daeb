import { defineEntity } from '@mikro-orm/core';
import type {
  AuditOutcome,
  ConnectionKind,
  ConnectionOptions,
  Environment,
  Permission,
  SnapshotRefresh,
  TenantStatus,
} from '@portolan/contract';

// Foreign keys are plain ids: the verbs read and write rows, they never walk an object graph.

export const User = defineEntity({
  name: 'User',
  tableName: 'users',
  properties: (p) => ({
    id: p.uuid().primary(),
    email: p.text(),
    passwordHash: p.text().nullable(),
    firstName: p.text().nullable(),
    lastName: p.text().nullable(),
    isActive: p.boolean(),
    isOperator: p.boolean(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  }),
});

export const Session = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  properties: (p) => ({
    id: p.uuid().primary(),
    userId: p.uuid(),
    secretHash: p.text(),
    activeTenantId: p.uuid().nullable(),
    userAgent: p.text().nullable(),
    address: p.text().nullable(),
    createdAt: p.datetime(),
    lastSeenAt: p.datetime(),
    expiresAt: p.datetime(),
  }),
});

export const Tenant = defineEntity({
  name: 'Tenant',
  tableName: 'tenants',
  properties: (p) => ({
    id: p.uuid().primary(),
    slug: p.text(),
    name: p.text(),
    status: p.text().$type<TenantStatus>(),
    schemaVersion: p.text().nullable(),
    failure: p.text().nullable(),
    createdAt: p.datetime(),
    deletedAt: p.datetime().nullable(),
  }),
});

export const Membership = defineEntity({
  name: 'Membership',
  tableName: 'memberships',
  properties: (p) => ({
    tenantId: p.uuid().primary(),
    userId: p.uuid().primary(),
    isActive: p.boolean(),
    createdAt: p.datetime(),
  }),
});

export const MembershipRole = defineEntity({
  name: 'MembershipRole',
  tableName: 'membership_roles',
  properties: (p) => ({
    tenantId: p.uuid().primary(),
    userId: p.uuid().primary(),
    roleId: p.uuid().primary(),
  }),
});

export const Role = defineEntity({
  name: 'Role',
  tableName: 'roles',
  properties: (p) => ({
    id: p.uuid().primary(),
    tenantId: p.uuid(),
    key: p.text().nullable(),
    name: p.text(),
    description: p.text().nullable(),
    isSystem: p.boolean(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  }),
});

export const DataConnection = defineEntity({
  name: 'DataConnection',
  tableName: 'data_connections',
  properties: (p) => ({
    id: p.uuid().primary(),
    tenantId: p.uuid(),
    name: p.text(),
    description: p.text().nullable(),
    dbType: p.text().$type<ConnectionKind>(),
    host: p.text(),
    port: p.integer(),
    databaseName: p.text().nullable(),
    username: p.text().nullable(),
    encryptedCredential: p.text().nullable(),
    credentialKeyId: p.text().nullable(),
    credentialDestination: p.text().nullable(),
    useSsl: p.boolean(),
    options: p.json<ConnectionOptions>().nullable(),
    environment: p.text().$type<Environment>(),
    tags: p.array<string>(),
    ownerId: p.uuid().nullable(),
    monitoringEnabled: p.boolean().nullable(),
    monitoringInterval: p.integer().nullable(),
    /** Null: as is usual for its kind. */
    snapshotRefresh: p.text().$type<SnapshotRefresh>().nullable(),
    createdByUserId: p.uuid().nullable(),
    lastTestedAt: p.datetime().nullable(),
    lastTestResult: p.boolean().nullable(),
    lastTestMessage: p.text().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    deletedAt: p.datetime().nullable(),
    deletedByUserId: p.uuid().nullable(),
  }),
});

/** What is stored; a pending one whose time is over counts as expired before anyone has written so. */
export type InvitationState = 'pending' | 'accepted' | 'declined' | 'revoked' | 'expired';

export const Invitation = defineEntity({
  name: 'Invitation',
  tableName: 'invitations',
  properties: (p) => ({
    id: p.uuid().primary(),
    tenantId: p.uuid(),
    email: p.text(),
    roleId: p.uuid().nullable(),
    tokenHash: p.text(),
    status: p.text().$type<InvitationState>(),
    invitedByUserId: p.uuid().nullable(),
    /** What the inviter invited as, and must still be when it is accepted. */
    invitedAs: p.text().$type<'member' | 'operator'>(),
    invitedWithApiKeyId: p.uuid().nullable(),
    acceptedByUserId: p.uuid().nullable(),
    expiresAt: p.datetime(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  }),
});

export const ApiKey = defineEntity({
  name: 'ApiKey',
  tableName: 'api_keys',
  properties: (p) => ({
    id: p.uuid().primary(),
    tenantId: p.uuid(),
    userId: p.uuid(),
    name: p.text(),
    secretHash: p.text(),
    permissionIds: p.array<Permission>(),
    expiresAt: p.datetime().nullable(),
    lastUsedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    revokedAt: p.datetime().nullable(),
    /** Who made it, where it works as a service account. */
    madeBy: p.uuid().nullable(),
    /** Which of its secrets is the present one; that before it may work until `formerUntil`. */
    generation: p.integer(),
    rotatedAt: p.datetime().nullable(),
    formerHash: p.text().nullable(),
    formerUntil: p.datetime().nullable(),
  }),
});

export const PasswordReset = defineEntity({
  name: 'PasswordReset',
  tableName: 'password_resets',
  properties: (p) => ({
    userId: p.uuid().primary(),
    tokenHash: p.text(),
    expiresAt: p.datetime(),
    createdAt: p.datetime(),
  }),
});

export const AuditEvent = defineEntity({
  name: 'AuditEvent',
  tableName: 'audit_events',
  properties: (p) => ({
    id: p.uuid().primary(),
    tenantId: p.uuid().nullable(),
    actorUserId: p.uuid().nullable(),
    actorApiKeyId: p.uuid().nullable(),
    action: p.text(),
    outcome: p.text().$type<AuditOutcome>(),
    entityType: p.text().nullable(),
    entityId: p.uuid().nullable(),
    details: p.json<Record<string, unknown>>().nullable(),
    requestId: p.text().nullable(),
    address: p.text().nullable(),
    createdAt: p.datetime(),
    seq: p.bigint('number').nullable(),
    hash: p.text().nullable(),
    keyId: p.text().nullable(),
  }),
});

export const systemSchemas = [
  User,
  Session,
  Tenant,
  Membership,
  MembershipRole,
  Role,
  DataConnection,
  Invitation,
  ApiKey,
  PasswordReset,
  AuditEvent,
] as const;
