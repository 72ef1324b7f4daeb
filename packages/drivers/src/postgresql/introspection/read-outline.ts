import { SchemaItem } from '@portolan/contract';
import * as z from 'zod/mini';
import type { IntrospectionOutline, IntrospectionScope } from '../../driver.ts';
import { type Session, strangeAnswer } from '../session.ts';
import { IN_SCOPE, scopeValues } from './scope-condition.ts';
import { TypeCatalogue, TypeRow } from './type-catalogue.ts';

/**
 * Temporary and TOAST schemas belong to other sessions and to the storage: nobody charts them. Of the types those are
 * left out that every table brings along: its row type and the arrays of it.
 */
const OUTLINE = `
  select
    (select coalesce(json_agg(datname order by datname), '[]') from pg_database
       where datallowconn and not datistemplate and has_database_privilege(oid, 'CONNECT')) as catalogs,
    (select coalesce(json_agg(json_build_object('name', name, 'isDefault', name = $4::text, 'isSystem', system)
       order by system, name), '[]')
       from (select nspname::text collate "C" as name,
                    starts_with(nspname::text, 'pg_') or nspname = 'information_schema' as system
             from pg_namespace
             where not starts_with(nspname::text, 'pg_temp_') and not starts_with(nspname::text, 'pg_toast')) s
    ) as schemas,
    (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${IN_SCOPE})::int4 as total,
    (select coalesce(json_agg(json_build_array(t.oid::text, n.nspname, quote_ident(n.nspname), t.typname, t.typtype,
       t.typcategory, t.typbasetype::text, t.typtypmod, t.typnotnull, t.typcollation::text)), '[]')
       from pg_type t
       join pg_namespace n on n.oid = t.typnamespace
       left join pg_type element on element.oid = t.typelem
       left join pg_class r on r.oid = coalesce(nullif(t.typrelid, 0), element.typrelid)
       where $5::bool and coalesce(r.relkind, 'c') = 'c') as types`;

const OutlineRow = z.object({
  catalogs: z.array(z.string()),
  schemas: z.array(SchemaItem),
  total: z.int(),
  types: z.array(TypeRow),
});

/** The outline, and the types that columns may have where columns are read. The answer of a stranger is checked. */
export async function readOutline(
  session: Session,
  scope: IntrospectionScope,
): Promise<{ outline: IntrospectionOutline; types: TypeCatalogue }> {
  const values = [...scopeValues(scope, session.defaultSchema), session.defaultSchema, scope.depth === 'columns'];
  const [row] = await session.query(OUTLINE, values);
  const checked = OutlineRow.safeParse(row);
  if (!checked.success) throw strangeAnswer();
  const { catalogs, schemas, total, types } = checked.data;
  return {
    outline: { kind: 'outline', catalogs, schemas, tablesTotal: total },
    types: new TypeCatalogue(types, session.defaultSchema),
  };
}
