import { later } from '../../components/later.tsx';

/** Few ever see it, so that it stays out of the first load. */
export const NoTenantPage = later(() => import('./no-tenant-page.tsx'));
