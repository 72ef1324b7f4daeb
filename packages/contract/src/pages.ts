/** The addresses of the pages, as the page's own router has them: whoever serves the page asks whether there is one. */
export const PAGE_PATHS = [
  '/',
  '/sign-in',
  '/login',
  '/accept-invitation',
  '/accept-operator',
  '/forgot-password',
  '/reset-password',
  '/connections',
  '/connections/:id',
  '/connections/:id/diagram',
  '/connections/:id/snapshots',
  '/connections/:id/types',
  '/search',
  '/users',
  '/roles',
  '/invitations',
  '/api-keys',
  '/audit',
  '/installation-log',
  '/tenants',
  '/operators',
  '/account',
];

const patterns = PAGE_PATHS.map((path) => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`));

export function isPagePath(path: string): boolean {
  return patterns.some((pattern) => pattern.test(path));
}
