import { lazy } from 'solid-js';

export { TenantSwitcher } from './tenant-switcher.tsx';

/** Few ever see it, so that it stays out of the first load. */
export const NoTenantPage = lazy(() => import('./no-tenant-page.tsx'));
