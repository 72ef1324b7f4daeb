import * as z from 'zod/mini';
import { strangeCatalogue } from '../../introspection/checked-tables.ts';
import type { PlainOutline } from '../../introspection/whole-reading.ts';
import type { Session } from '../session.ts';
import { BINARY, type Condition, IS_SYSTEM } from './scope-condition.ts';

/** The schemas of the fixed roles, which nobody uses, have these ids. */
const FIXED_ROLES = 'BETWEEN 16384 AND 16399';

const outlineQuery = (inScope: string, deep: boolean) => `
  SELECT 'catalog' AS kind, d.name ${BINARY} AS name, 0 AS number
  FROM sys.databases d
  UNION ALL
  SELECT 'schema', s.name ${BINARY}, CASE WHEN ${IS_SYSTEM} THEN 1 ELSE 0 END
  FROM sys.schemas s
  WHERE s.schema_id NOT ${FIXED_ROLES}
  UNION ALL
  SELECT 'tables', '', COUNT(*)
  FROM sys.objects o
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  WHERE ${inScope}
  ${deep ? columnCount(inScope) : ''}
  ORDER BY 1, 3, 2`;

const columnCount = (inScope: string) => `UNION ALL
  SELECT 'columns', '', COUNT(*)
  FROM sys.columns c
  JOIN sys.objects o ON o.object_id = c.object_id
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  WHERE ${inScope}`;

const OutlineRow = z.object({
  kind: z.enum(['catalog', 'schema', 'tables', 'columns']),
  name: z.string(),
  number: z.int(),
});

/** One query. The answer of a stranger is checked. */
export async function readOutline(
  session: Session,
  { sql, parameters }: Condition,
  deep: boolean,
): Promise<PlainOutline> {
  const checked = z.array(OutlineRow).safeParse(await session.query(outlineQuery(sql, deep), parameters));
  if (!checked.success) throw strangeCatalogue();
  const of = (kind: string) => checked.data.filter((row) => row.kind === kind);
  return {
    catalogs: of('catalog').map(({ name }) => name),
    schemas: of('schema').map(({ name, number }) => ({
      name,
      isDefault: name === session.defaultSchema,
      isSystem: number === 1,
    })),
    tablesTotal: of('tables')[0]?.number ?? 0,
    columnsTotal: deep ? (of('columns')[0]?.number ?? 0) : null,
  };
}
