import { type EntitySchema, MikroORM } from '@mikro-orm/postgresql';
import type { BuilderLogin, OrmKind, Reach } from '../reach/reach.ts';
import * as system from '../system/entities.ts';
import * as tenant from '../tenant/entities.ts';
import { systemSchemas, tenantSchemas } from './schemas.ts';

const entities = new Map(Object.values({ ...system, ...tenant }).map((entity) => [entity.name, entity]));
for (const schema of [...systemSchemas, ...tenantSchemas]) schema.setClass(entities.get(schema.name) as never);

/** Each has a name of its own: a transaction of one within another's is no part of that. */
const KINDS: Record<OrmKind, { contextName: string; entities: EntitySchema[] }> = {
  requests: { contextName: 'default', entities: [...systemSchemas] },
  owner: { contextName: 'owner', entities: [...systemSchemas] },
  tenant: { contextName: 'tenant', entities: [...tenantSchemas] },
};

export async function connect(reach: Reach, kind: OrmKind, login: BuilderLogin): Promise<MikroORM> {
  return new MikroORM({
    ...KINDS[kind],
    // Else whoever connects first makes an empty database where one is missing.
    ensureDatabase: false,
    ...(await reach.builder(login)),
    forceUtcTimezone: true,
    logger: () => {},
  });
}
