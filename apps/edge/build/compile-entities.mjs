import { EntityComparator, ObjectHydrator, Utils } from '@mikro-orm/core';
import { MikroORM } from '@mikro-orm/postgresql';
import { systemSchemas, tenantSchemas } from '@portolan/db/schemas';

/**
 * The functions that MikroORM writes for entities while it runs, written down before: a worker must not make code of text.
 * The same that `mikro-orm compile` writes, without its configuration file.
 */
export function compileEntities() {
  const written = new Map();
  const { createFunction } = Utils;
  Utils.createFunction = (context, code, _compiled, key) => {
    written.set(key, `function(${[...context.keys()].join(', ')}) {\n${code}\n}`);
    return createFunction.call(Utils, context, code);
  };
  try {
    const orm = new MikroORM({
      clientUrl: 'postgresql://localhost/nowhere',
      entities: [...systemSchemas, ...tenantSchemas],
      logger: () => {},
    });
    const metadata = orm.getMetadata();
    const platform = orm.driver.getPlatform();
    const hydrator = new ObjectHydrator(metadata, platform, orm.config);
    const comparator = new EntityComparator(metadata, platform, orm.config);
    for (const meta of metadata) compileEntity(meta, hydrator, comparator);
  } finally {
    Utils.createFunction = createFunction;
  }
  const functions = [...written].map(([key, code]) => `${JSON.stringify(key)}: ${code}`);
  return `export const compiledEntities = {\n__version: '${Utils.getORMVersion()}',\n${functions.join(',\n')}\n};\n`;
}

function compileEntity(meta, hydrator, comparator) {
  for (const accessors of [false, true]) {
    hydrator.getEntityHydrator(meta, 'full', accessors);
    if (!meta.embeddable && !meta.virtual) hydrator.getEntityHydrator(meta, 'reference', accessors);
  }
  comparator.getEntityComparator(meta.class);
  comparator.getSnapshotGenerator(meta.class);
  comparator.getResultMapper(meta);
  if (meta.primaryKeys.length === 0) return;
  comparator.getPkGetter(meta);
  comparator.getPkGetterConverted(meta);
  comparator.getPkSerializer(meta);
}
