import { type CataloguedPermission, PERMISSION_CATALOGUE, type Permission } from '@portolan/contract';

export interface PermissionModule {
  name: string;
  permissions: readonly CataloguedPermission[];
}

/** The catalogue as it is shown: by module, in its own order. */
export const PERMISSION_MODULES: readonly PermissionModule[] = [
  ...Map.groupBy(PERMISSION_CATALOGUE as readonly CataloguedPermission[], ({ module }) => module),
].map(([name, permissions]) => ({ name, permissions }));

const NAMES = new Map<Permission, string>(PERMISSION_CATALOGUE.map(({ id, name }) => [id, name]));

/** "View connections" for `connections:read`. */
export function permissionName(id: Permission): string {
  return NAMES.get(id) ?? id;
}
