import { defineEntity } from '@mikro-orm/core';

// Tables of a tenant's own database; their DDL is the provisioning story's, word for word.

export const Setting = defineEntity({
  name: 'Setting',
  tableName: 'settings',
  properties: (p) => ({
    key: p.string().length(100).primary(),
    value: p.json<unknown>(),
    updatedAt: p.datetime().nullable(),
  }),
});

export const ActivityLog = defineEntity({
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

export const tenantSchemas = [Setting, ActivityLog] as const;
