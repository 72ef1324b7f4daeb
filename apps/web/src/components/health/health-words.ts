import type { DegradedReason, HealthStatus } from '@portolan/contract';
import { t } from './texts.ts';

/** "Unreachable" */
export const healthName = (status: HealthStatus): string => t().statuses[status];

/** "It answers more slowly than usual." */
export const reasonText = (reason: DegradedReason): string => t().reasons[reason];
