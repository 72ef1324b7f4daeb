import { M0001Base } from './m0001-base.ts';

/** In order; names are recorded in each tenant database and never change. */
export const tenantMigrations = [{ name: '0001-base', class: M0001Base }];
