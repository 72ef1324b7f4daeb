import {
  ColumnHitPage,
  ConnectionIdInput,
  Diagram,
  DiagramInput,
  DiagramLayout,
  DiffInput,
  FieldList,
  FindPlacesInput,
  FoundPlace,
  GeneratedTypes,
  GenerateTypesInput,
  ListFieldsInput,
  ListSchemasInput,
  ListSnapshotsInput,
  ListTablesInput,
  Migration,
  Outline,
  Overview,
  ReferenceList,
  RefreshInput,
  RefreshProgress,
  RefreshResult,
  SchemaList,
  SearchColumnsInput,
  SetDiagramLayoutInput,
  SnapshotDiff,
  SnapshotPage,
  SnapshotSchedule,
  TablePage,
  TablePlaceInput,
  TableStatements,
} from '@portolan/contract';
import { toDbml, toMermaid } from '@portolan/contract/diagram-text';
import {
  diffSnapshots,
  findPlaces,
  generateTypes,
  getSchedule,
  listFields,
  listReferences,
  listSchemas,
  listSnapshots,
  listTables,
  readDiagram,
  readLayout,
  readMigration,
  readOutline,
  readOverview,
  readStatements,
  refreshSnapshot,
  resetLayout,
  searchColumns,
  setLayout,
  watchRefresh,
} from '@portolan/core';
import * as z from 'zod/mini';
import { answer } from './answer.ts';
import { answerEach } from './answer-each.ts';
import { datasourceRoutes } from './datasource-routes.ts';
import { permitted, router } from './trpc.ts';
import { verb } from './verb.ts';

const PATH = '/api/connections/{id}';
const surface = { method: 'GET', casing: 'camel', envelope: 'data' } as const;
const introspector = permitted('connections:introspect');

const remark = (sign: string, { tables, total }: Diagram) =>
  total > tables.length ? `${sign} ${tables.length} of ${total} tables, those with the most foreign keys\n` : '';
const diagramForms = {
  mermaid: { of: (diagram: Diagram) => `${toMermaid(diagram.tables)}${remark('%%', diagram)}` },
  dbml: { of: (diagram: Diagram) => `${remark('//', diagram)}${toDbml(diagram.tables)}` },
} as const;

export const introspectionRouter = router({
  schemas: introspector
    .meta({
      agent: { tool: 'list_schemas', connection: 'id' },
      summary: 'Schemas of the database',
      rest: [{ path: `${PATH}/schemas`, ...surface }],
    })
    .input(ListSchemasInput)
    .output(answer(SchemaList))
    .query(verb(listSchemas)),
  tables: introspector
    .meta({
      agent: { tool: 'list_tables', connection: 'id' },
      summary: 'Tables of the database; views on request',
      rest: [{ path: `${PATH}/tables`, ...surface }, datasourceRoutes.tables],
    })
    .input(ListTablesInput)
    .output(answer(TablePage))
    .query(verb(listTables)),
  fields: introspector
    .meta({
      agent: { tool: 'list_columns', connection: 'id' },
      summary: 'Columns, keys and indexes of one table',
      rest: [{ path: `${PATH}/tables/{table}/fields`, ...surface }, datasourceRoutes.fields],
    })
    .input(ListFieldsInput)
    .output(answer(FieldList))
    .query(verb(listFields)),
  outline: introspector
    .meta({ summary: 'Every schema with the names of its tables and views' })
    .input(ConnectionIdInput)
    .output(answer(Outline))
    .query(verb(readOutline)),
  overview: introspector
    .meta({
      agent: { tool: 'database_overview', connection: 'id' },
      summary: 'The whole database at a glance: how much there is, what is biggest and what is missing',
    })
    .input(ConnectionIdInput)
    .output(answer(Overview))
    .query(verb(readOverview)),
  referencedBy: introspector
    .meta({ agent: { tool: 'list_references', connection: 'id' }, summary: 'The foreign keys that point at a table' })
    .input(TablePlaceInput)
    .output(answer(ReferenceList))
    .query(verb(listReferences)),
  statements: introspector
    .meta({ summary: 'Statements that make a table and that read it, to be copied' })
    .input(TablePlaceInput)
    .output(answer(TableStatements))
    .query(verb(readStatements)),
  diagram: introspector
    .meta({
      agent: {
        tool: 'draw_diagram',
        hint: 'As text: Mermaid, or DBML. Name a schema, or a table with its schema, to get less.',
        connection: 'id',
        forms: diagramForms,
      },
      summary: 'The tables of a schema, or around one table, as an ER diagram shows them',
    })
    .input(DiagramInput)
    .output(answer(Diagram))
    .query(verb(readDiagram)),
  layout: introspector
    .meta({ summary: 'Where the caller has put tables in the diagrams of a connection' })
    .input(ConnectionIdInput)
    .output(answer(DiagramLayout))
    .query(verb(readLayout)),
  setLayout: introspector
    .meta({ summary: 'Keep where the caller has put tables in one form of the diagrams' })
    .input(SetDiagramLayoutInput)
    .output(answer(z.void()))
    .mutation(verb(setLayout)),
  resetLayout: introspector
    .meta({ summary: 'Put all tables of the diagrams back to where the layout has them, for the caller' })
    .input(ConnectionIdInput)
    .output(answer(z.void()))
    .mutation(verb(resetLayout)),
  refresh: introspector
    .meta({
      sideBySide: true,
      summary: 'Read the database and keep a snapshot of its schema; tables and fields are answered from it',
      rest: [{ ...surface, method: 'POST', path: `${PATH}/refresh` }],
    })
    .input(RefreshInput)
    .output(answer(RefreshResult))
    .mutation(verb(refreshSnapshot)),
  progress: introspector
    .meta({ summary: 'How far the refresh of a connection is, as it goes' })
    .input(ConnectionIdInput)
    .output(answerEach(RefreshProgress))
    .subscription(({ ctx, input }) => watchRefresh(ctx, input)),
  snapshots: introspector
    .meta({
      agent: { tool: 'list_snapshots', hint: 'Their ids are what diff_snapshots compares.', connection: 'id' },
      summary: 'Snapshots of a connection, newest first',
      rest: [{ path: `${PATH}/snapshots`, ...surface }],
    })
    .input(ListSnapshotsInput)
    .output(answer(SnapshotPage))
    .query(verb(listSnapshots)),
  schedule: introspector
    .meta({
      summary: 'How often the schema is read by itself, when next, and what came of it the last time',
      rest: [{ path: `${PATH}/snapshots/schedule`, ...surface }],
    })
    .input(ConnectionIdInput)
    .output(answer(SnapshotSchedule))
    .query(verb(getSchedule)),
  diff: introspector
    .meta({
      agent: { tool: 'diff_snapshots', hint: '`a` is the earlier one.' },
      summary: 'What differs between two snapshots, and what of it may break somebody',
      rest: [{ path: '/api/snapshots/{a}/diff/{b}', ...surface }],
    })
    .input(DiffInput)
    .output(answer(SnapshotDiff))
    .query(verb(diffSnapshots)),
  migration: introspector
    .meta({
      summary: 'A draft of the statements that lead from one snapshot to another, for PostgreSQL and MySQL',
      rest: [
        {
          method: 'GET',
          path: '/api/snapshots/{a}/diff/{b}/migration',
          casing: 'camel',
          text: { mediaTypes: { 'text/plain': z.string() }, of: ({ sql }: Migration) => sql },
        },
      ],
    })
    .input(DiffInput)
    .output(answer(Migration))
    .query(verb(readMigration)),
  find: introspector
    .meta({
      agent: { tool: 'find_names' },
      summary: 'A few tables and columns whose names have a text in them, in the latest snapshots',
    })
    .input(FindPlacesInput)
    .output(answer(z.array(FoundPlace)))
    .query(verb(findPlaces)),
  search: introspector
    .meta({
      agent: { tool: 'search_columns', connection: 'connectionId' },
      summary: 'Columns of all connections by name, table or comment, from their latest snapshots',
      rest: [{ path: '/api/columns', ...surface }],
    })
    .input(SearchColumnsInput)
    .output(answer(ColumnHitPage))
    .query(verb(searchColumns)),
  types: introspector
    .meta({
      agent: {
        tool: 'generate_types',
        connection: 'connectionId',
        forms: { typescript: { of: ({ code }: GeneratedTypes) => code } },
      },
      summary: 'TypeScript types, a Kysely database or zod schemas for the tables of a connection',
      rest: [
        {
          method: 'GET',
          path: '/api/connections/{connectionId}/types',
          casing: 'camel',
          text: { mediaTypes: { 'text/plain': z.string() }, of: ({ code }: GeneratedTypes) => code },
        },
      ],
    })
    .input(GenerateTypesInput)
    .output(answer(GeneratedTypes))
    .query(verb(generateTypes)),
});
