import { lazy } from 'solid-js';

/** Few ever see it, so that it stays out of the first load. */
export const NoTenantPage = lazy(() => import('./no-tenant-page.tsx'));
