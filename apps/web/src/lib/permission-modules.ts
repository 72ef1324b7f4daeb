import { type CataloguedPermission, PERMISSION_CATALOGUE, type Permission } from '@portolan/contract';
import { permissions } from '../locales/en.ts?permissions';
import { localized } from './locale.ts';

const t = localized('permissions', permissions);

export interface PermissionModule {
  readonly name: string;
  readonly permissions: readonly CataloguedPermission[];
}

/** The catalogue as it is shown: by module, in its own order, with the names of the language at hand. */
export const PERMISSION_MODULES: readonly PermissionModule[] = [
  ...Map.groupBy(PERMISSION_CATALOGUE, ({ module }) => module),
].map(([module, catalogued]) => ({
  get name() {
    return t().module(module);
  },
  permissions: catalogued.map(({ id, name }) => ({
    id,
    get name() {
      return t().name(id, name);
    },
    get module() {
      return t().module(module);
    },
  })),
}));

const CATALOGUED = new Map<string, CataloguedPermission>(
  PERMISSION_MODULES.flatMap(({ permissions }) => permissions.map((permission) => [permission.id, permission])),
);

/** "View connections" for `connections:read`. */
export function permissionName(id: Permission): string {
  return CATALOGUED.get(id)?.name ?? id;
}

/** "Connections: View connections" for `connections:read`, said apart from its module. */
export function permissionInModule(id: Permission): string {
  const found = CATALOGUED.get(id);
  return found ? `${found.module}: ${found.name}` : id;
}
