import type { InferEntity } from '@mikro-orm/core';
import { entity } from '../entity.ts';
import type * as schemas from '../orm/system-schemas.ts';

export type { InvitationState } from '../orm/system-schemas.ts';

// Rows of the system database, as verbs name them. What the ORM knows of each is loaded with it.

export type UserRow = InferEntity<typeof schemas.User>;
export const UserEntity = entity<UserRow>('User');

export type SessionRow = InferEntity<typeof schemas.Session>;
export const SessionEntity = entity<SessionRow>('Session');

export type TenantRow = InferEntity<typeof schemas.Tenant>;
export const TenantEntity = entity<TenantRow>('Tenant');

export const MembershipEntity = entity<InferEntity<typeof schemas.Membership>>('Membership');

export const MembershipRoleEntity = entity<InferEntity<typeof schemas.MembershipRole>>('MembershipRole');

export type RoleRow = InferEntity<typeof schemas.Role>;
export const RoleEntity = entity<RoleRow>('Role');

export type DataConnectionRow = InferEntity<typeof schemas.DataConnection>;
export const DataConnectionEntity = entity<DataConnectionRow>('DataConnection');

export type InvitationRow = InferEntity<typeof schemas.Invitation>;
export const InvitationEntity = entity<InvitationRow>('Invitation');

export type ApiKeyRow = InferEntity<typeof schemas.ApiKey>;
export const ApiKeyEntity = entity<ApiKeyRow>('ApiKey');

export const PasswordResetEntity = entity<InferEntity<typeof schemas.PasswordReset>>('PasswordReset');

export type AuditEventRow = InferEntity<typeof schemas.AuditEvent>;
export const AuditEventEntity = entity<AuditEventRow>('AuditEvent');
