/** The pages inside a tenant, as they are called there. */
export const TENANT_PATHS = [
  '/incidents',
  '/connections',
  '/connections/:id',
  '/connections/:id/overview',
  '/connections/:id/diagram',
  '/connections/:id/snapshots',
  '/connections/:id/types',
  '/search',
  '/users',
  '/roles',
  '/invitations',
  '/api-keys',
  '/service-accounts',
  '/notifications',
  '/audit',
];
