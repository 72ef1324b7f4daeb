import type { FieldList, ForeignKey } from '@portolan/contract';
import type { Session } from '../session.ts';

/**
 * Columns in the order of the constraint (conkey), which need not be that of the table. A foreign key to a partitioned
 * table is repeated in the catalogue for each partition it may point into: those rows hang below one of the same table.
 */
const CONSTRAINTS = `
  select con.conname::text as name,
         con.contype::text as kind,
         (select array_agg(a.attname::text order by k.ordinal)
            from unnest(con.conkey) with ordinality as k (attnum, ordinal)
            join pg_attribute a on a.attrelid = con.conrelid and a.attnum = k.attnum) as columns,
         n.nspname::text as schema,
         c.relname::text as table,
         (select array_agg(a.attname::text order by k.ordinal)
            from unnest(con.confkey) with ordinality as k (attnum, ordinal)
            join pg_attribute a on a.attrelid = con.confrelid and a.attnum = k.attnum) as targets,
         con.confupdtype::text as "onUpdate",
         con.confdeltype::text as "onDelete"
  from pg_constraint con
  left join pg_class c on c.oid = con.confrelid
  left join pg_namespace n on n.oid = c.relnamespace
  where con.conrelid = $1::oid
    and con.contype in ('p', 'f')
    and not exists (
      select from pg_constraint up where up.oid = con.conparentid and up.conrelid = con.conrelid
    )
  order by con.conname`;

const RULES: Record<string, string> = {
  a: 'NO ACTION',
  r: 'RESTRICT',
  c: 'CASCADE',
  n: 'SET NULL',
  d: 'SET DEFAULT',
};

/** The primary key and the foreign keys of a table, foreign keys by name. */
export async function readConstraints(
  session: Session,
  table: string,
): Promise<Pick<FieldList, 'primaryKey' | 'foreignKeys'>> {
  const rows = await session.query<Row>(CONSTRAINTS, [table]);
  const primary = rows.find((row) => row.kind === 'p');
  return {
    primaryKey: primary ? { name: primary.name, columns: primary.columns } : null,
    foreignKeys: rows.filter((row) => row.kind === 'f').map(toForeignKey),
  };
}

interface Row {
  name: string;
  kind: 'p' | 'f';
  columns: string[];
  schema: string;
  table: string;
  targets: string[];
  onUpdate: string;
  onDelete: string;
}

function toForeignKey({ name, columns, schema, table, targets, onUpdate, onDelete }: Row): ForeignKey {
  return {
    name,
    columns,
    references: { schema, table, columns: targets },
    onUpdate: RULES[onUpdate] ?? onUpdate,
    onDelete: RULES[onDelete] ?? onDelete,
  };
}
