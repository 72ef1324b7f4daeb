import { M0001Initial } from './m0001-initial.ts';
import { M0002RowLevelSecurity } from './m0002-row-level-security.ts';

/** In order; names are recorded in the database and never change. */
export const systemMigrations = [
  { name: '0001-initial', class: M0001Initial },
  { name: '0002-row-level-security', class: M0002RowLevelSecurity },
];
