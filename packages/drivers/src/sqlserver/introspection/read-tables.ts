import { type MeasuredTable, PLAIN_TABLE } from '@portolan/contract';
import type { Session } from '../session.ts';
import type { TableKeys } from './key-collector.ts';
import { BY_NAME, type Condition } from './scope-condition.ts';

/**
 * Statistics come from sys.partitions and sys.allocation_units, which every login may read, unlike the dm_ views. As in
 * sp_spaceused, the id of a partition is that of its allocation units. Index 0 is a heap and 1 a clustered index: one of
 * them holds the rows.
 */
const tablesQuery = (inScope: string) => `
  SELECT o.object_id AS id, s.name AS [schema], o.name AS name, o.type_desc AS type,
    t.temporal_type AS temporal, t.is_external AS isExternal, t.is_memory_optimized AS inMemory,
    (SELECT COUNT(*) FROM sys.indexes i WHERE i.object_id = o.object_id AND i.index_id = 1) AS isClustered,
    CAST(p.value AS nvarchar(4000)) AS comment,
    (SELECT SUM(r.rows) FROM sys.partitions r WHERE r.object_id = o.object_id AND r.index_id IN (0, 1)) AS rowEstimate,
    (SELECT SUM(u.total_pages) FROM sys.partitions r
       JOIN sys.allocation_units u ON u.container_id = r.partition_id
       WHERE r.object_id = o.object_id) AS pages
  FROM sys.objects o
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  LEFT JOIN sys.tables t ON t.object_id = o.object_id
  LEFT JOIN sys.extended_properties p
    ON p.class = 1 AND p.major_id = o.object_id AND p.minor_id = 0 AND p.name = 'MS_Description'
  WHERE ${inScope}
  ORDER BY ${BY_NAME}`;

interface Row {
  id: number;
  schema: string;
  name: string;
  type: string;
  temporal: number | null;
  isExternal: boolean | null;
  inMemory: boolean | null;
  isClustered: number;
  comment: string | null;
  /** 64-bit numbers come as text. */
  rowEstimate: string | number | null;
  pages: string | number | null;
}

/** A table without its columns and keys. */
export type TableHead = Omit<MeasuredTable, 'columns' | keyof TableKeys> & { id: number };

const { exclusions: _, triggers: __, ...PLAIN_HEAD } = PLAIN_TABLE;

const PAGE_BYTES = 8192;

/** Tables and views in scope, by schema and name. One query. */
export async function* readTables(session: Session, { sql, parameters }: Condition): AsyncGenerator<TableHead[], void> {
  for await (const rows of session.stream<Row>(tablesQuery(sql), parameters)) yield rows.map(toHead);
}

function toHead(row: Row): TableHead {
  const { id, schema, name, comment } = row;
  const pages = numberOf(row.pages);
  return {
    ...PLAIN_HEAD,
    id,
    schema,
    name,
    comment,
    type: row.type === 'VIEW' ? 'view' : 'table',
    kind: kindOf(row),
    rowEstimate: numberOf(row.rowEstimate),
    sizeBytes: pages === null ? null : pages * PAGE_BYTES,
  };
}

function kindOf({ type, temporal, isExternal, inMemory, isClustered }: Row): string {
  if (type === 'VIEW') return isClustered > 0 ? 'indexed view' : 'view';
  if (temporal === 2) return 'system versioned table';
  if (temporal === 1) return 'history table';
  if (isExternal) return 'external table';
  return inMemory ? 'memory optimized table' : 'table';
}

const numberOf = (value: string | number | null) => (value === null ? null : Number(value));
