import type { InferEntity } from '@mikro-orm/core';
import { entity } from '../entity.ts';
import type * as schemas from '../orm/tenant-schemas.ts';

// Rows of a tenant's own database, as verbs name them.

export type SettingRow = InferEntity<typeof schemas.Setting>;
export const SettingEntity = entity<SettingRow>('Setting');

export type ActivityLogRow = InferEntity<typeof schemas.ActivityLog>;
export const ActivityLogEntity = entity<ActivityLogRow>('ActivityLog');
