import { defineEntity, type InferEntity } from '@mikro-orm/core';

// Tables of a tenant's own database; their DDL is the provisioning story's, word for word.

export const SettingEntity = defineEntity({
  name: 'Setting',
  tableName: 'settings',
  properties: (p) => ({
    key: p.string().length(100).primary(),
    value: p.json<unknown>(),
    updatedAt: p.datetime().nullable(),
  }),
});
export type SettingRow = InferEntity<typeof SettingEntity>;

export const ActivityLogEntity = defineEntity({
  name: 'ActivityLog',
  tableName: 'activity_log',
  properties: (p) => ({
    id: p.uuid().primary(),
    action: p.string().length(100),
    entityType: p.string().length(50).nullable(),
    entityId: p.uuid().nullable(),
    details: p.json<Record<string, unknown>>().nullable(),
    createdAt: p.datetime().nullable(),
  }),
});
export type ActivityLogRow = InferEntity<typeof ActivityLogEntity>;

export const tenantEntities = [SettingEntity, ActivityLogEntity] as const;
