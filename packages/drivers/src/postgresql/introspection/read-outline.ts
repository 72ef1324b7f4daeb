import { SchemaItem } from '@portolan/contract';
import * as z from 'zod/mini';
import type { IntrospectionScope } from '../../driver.ts';
import type { PlainOutline } from '../../introspection/whole-reading.ts';
import { type Session, strangeAnswer } from '../session.ts';
import { IN_SCOPE, IS_SYSTEM, scopeValues } from './scope-condition.ts';
import { TypeCatalogue, TypeRow } from './type-catalogue.ts';
import { OPERATOR_CLASSES, types, USED_TYPES } from './types-query.ts';

/** Temporary and TOAST schemas belong to other sessions and to the storage: nobody charts them. */
const outlineQuery = (release: number) => `
  with ${USED_TYPES}
  select
    (select coalesce(json_agg(datname order by datname), '[]') from pg_database
       where datallowconn and not datistemplate and has_database_privilege(oid, 'CONNECT')) as catalogs,
    (select coalesce(json_agg(json_build_object('name', name, 'isDefault', name = $4::text, 'isSystem', system)
       order by system, name), '[]')
       from (select nspname::text collate "C" as name,
                    ${IS_SYSTEM} as system
             from pg_namespace n
             where not starts_with(nspname::text, 'pg_temp_') and not starts_with(nspname::text, 'pg_toast')) s
    ) as schemas,
    (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${IN_SCOPE})::int4 as total,
    case when $5::bool then (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where ${IN_SCOPE})::int4 end as "columnsTotal",
    case when $5::bool then ${types(release)} else '[]' end as types,
    case when $5::bool then ${OPERATOR_CLASSES} else '[]' end as "operatorClasses"`;

const OutlineRow = z.object({
  catalogs: z.array(z.string()),
  schemas: z.array(SchemaItem),
  total: z.int(),
  columnsTotal: z.nullable(z.int()),
  types: z.array(TypeRow),
  operatorClasses: z.array(z.tuple([z.string(), z.string()])),
});

/** The outline, and the types that columns may have where columns are read. The answer of a stranger is checked. */
export async function readOutline(
  session: Session,
  scope: IntrospectionScope,
): Promise<{ outline: PlainOutline; types: TypeCatalogue }> {
  const { defaultSchema, release } = session;
  const values = [...scopeValues(scope, defaultSchema), defaultSchema, scope.depth === 'columns'];
  const [row] = await session.query(outlineQuery(release), values);
  const checked = OutlineRow.safeParse(row);
  if (!checked.success) throw strangeAnswer();
  const { catalogs, schemas, total, columnsTotal, types: rows, operatorClasses } = checked.data;
  return {
    outline: { catalogs, schemas, tablesTotal: total, columnsTotal },
    types: new TypeCatalogue(rows, { defaultSchema, operatorClasses }),
  };
}
