import type { Environment } from '@portolan/contract';
import { t } from './texts.ts';

export const environmentLabel = (environment: Environment): string => t().environments[environment];
