export { NoTenantPage } from './no-tenant-page.tsx';
export { TenantSwitcher } from './tenant-switcher.tsx';
