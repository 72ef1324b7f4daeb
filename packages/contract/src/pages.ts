import { TENANT_PATHS } from './tenant-paths.ts';

const OUTSIDE = [
  '/',
  '/t/:tenant',
  '/sign-in',
  '/login',
  '/accept-invitation',
  '/accept-operator',
  '/activate',
  '/forgot-password',
  '/reset-password',
  '/installation-log',
  '/tenants',
  '/operators',
  '/hypervisors',
  '/account',
];

/**
 * The addresses of the pages, as the page's own router has them: whoever serves the page asks whether there is one. Those
 * inside a tenant have one without it too, which leads on to a tenant of the reader: so they were before, and so they
 * can be written where nobody knows which tenant it will be.
 */
export const PAGE_PATHS = OUTSIDE.concat(
  TENANT_PATHS,
  TENANT_PATHS.map((path) => `/t/:tenant${path}`),
);

const patterns = PAGE_PATHS.map((path) => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`));

export function isPagePath(path: string): boolean {
  return patterns.some((pattern) => pattern.test(path));
}
