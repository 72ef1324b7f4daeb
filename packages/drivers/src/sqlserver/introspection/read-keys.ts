import type { Session } from '../session.ts';
import { KeyCollector, type KeyRow, type TableKeys } from './key-collector.ts';
import { PackedMap } from './packed-map.ts';
import type { Condition } from './scope-condition.ts';

/** A bare NULL is an int, which no name converts to. */
const NO_NAME = 'CAST(NULL AS nvarchar(128))';
const NO_FLAG = 'CAST(NULL AS bit)';
const NO_TEXT = 'CAST(NULL AS nvarchar(max))';

/**
 * Indexes with their columns, foreign keys with theirs, checks and triggers, by table, in one list. Heaps have no name and
 * hypothetical indexes hold nothing. A column that is neither key nor included only decides on the partition; a
 * columnstore has included columns alone.
 */
const keysQuery = (inScope: string) => `
  WITH objects AS (
    SELECT o.object_id FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id WHERE ${inScope}
  )
  SELECT i.object_id AS tableId, 1 AS part, i.name AS name, i.index_id AS keyId,
    CASE WHEN k.key_ordinal = 0 THEN 1000 ELSE k.key_ordinal END AS place, k.index_column_id AS place2,
    c.name AS [column], k.is_included_column AS included, i.type_desc AS method, i.is_unique AS isUnique,
    i.is_primary_key AS isPrimary, i.is_unique_constraint AS isConstraint, i.filter_definition AS expression,
    i.is_disabled AS disabled, ${NO_FLAG} AS untrusted, k.is_descending_key AS descending,
    ${NO_NAME} AS toSchema, ${NO_NAME} AS toTable, ${NO_NAME} AS toColumn, ${NO_NAME} AS onUpdate, ${NO_NAME} AS onDelete
  FROM objects o
  JOIN sys.indexes i ON i.object_id = o.object_id
  JOIN sys.index_columns k ON k.object_id = i.object_id AND k.index_id = i.index_id
  JOIN sys.columns c ON c.object_id = k.object_id AND c.column_id = k.column_id
  WHERE i.index_id > 0 AND i.is_hypothetical = 0 AND (k.key_ordinal > 0 OR k.is_included_column = 1)
  UNION ALL
  SELECT f.parent_object_id, 2, f.name, f.object_id, k.constraint_column_id, 0, c.name,
    ${NO_FLAG}, ${NO_NAME}, ${NO_FLAG}, ${NO_FLAG}, ${NO_FLAG}, ${NO_TEXT},
    f.is_disabled, f.is_not_trusted, ${NO_FLAG},
    rs.name, ro.name, rc.name, f.update_referential_action_desc, f.delete_referential_action_desc
  FROM objects o
  JOIN sys.foreign_keys f ON f.parent_object_id = o.object_id
  JOIN sys.foreign_key_columns k ON k.constraint_object_id = f.object_id
  JOIN sys.columns c ON c.object_id = k.parent_object_id AND c.column_id = k.parent_column_id
  JOIN sys.columns rc ON rc.object_id = k.referenced_object_id AND rc.column_id = k.referenced_column_id
  JOIN sys.objects ro ON ro.object_id = f.referenced_object_id
  JOIN sys.schemas rs ON rs.schema_id = ro.schema_id
  UNION ALL
  SELECT k.parent_object_id, 3, k.name, k.object_id, 0, 0, ${NO_NAME},
    ${NO_FLAG}, ${NO_NAME}, ${NO_FLAG}, ${NO_FLAG}, ${NO_FLAG}, k.definition,
    k.is_disabled, k.is_not_trusted, ${NO_FLAG},
    ${NO_NAME}, ${NO_NAME}, ${NO_NAME}, ${NO_NAME}, ${NO_NAME}
  FROM objects o
  JOIN sys.check_constraints k ON k.parent_object_id = o.object_id
  UNION ALL
  SELECT g.parent_id, 4, g.name, g.object_id, 0, 0, ${NO_NAME},
    ${NO_FLAG}, ${NO_NAME}, ${NO_FLAG}, ${NO_FLAG}, ${NO_FLAG}, ${NO_TEXT},
    ${NO_FLAG}, ${NO_FLAG}, ${NO_FLAG},
    ${NO_NAME}, ${NO_NAME}, ${NO_NAME}, ${NO_NAME}, ${NO_NAME}
  FROM objects o
  JOIN sys.triggers g ON g.parent_id = o.object_id
  WHERE g.parent_class = 1 AND g.is_ms_shipped = 0
  ORDER BY 1, 2, 4, 5, 6`;

/** The keys of all tables in scope, by the id of the table. One query. */
export async function readKeys(session: Session, { sql, parameters }: Condition): Promise<PackedMap<TableKeys>> {
  const packed = new PackedMap<TableKeys>();
  let collector: KeyCollector | null = null;
  for await (const rows of session.stream<KeyRow>(keysQuery(sql), parameters)) {
    for (const row of rows) {
      if (collector?.tableId !== row.tableId) {
        if (collector) packed.set(collector.tableId, collector.keys());
        collector = new KeyCollector(row.tableId);
      }
      collector.add(row);
    }
  }
  if (collector) packed.set(collector.tableId, collector.keys());
  return packed;
}
