import {
  FieldList,
  ListFieldsInput,
  ListSchemasInput,
  ListTablesInput,
  SchemaList,
  TablePage,
} from '@portolan/contract';
import { listFields, listSchemas, listTables } from '@portolan/core';
import { answer } from './answer.ts';
import { permitted, router } from './trpc.ts';

const PATH = '/api/connections/{id}';
const surface = { method: 'GET', casing: 'camel', envelope: 'data' } as const;

export const introspectionRouter = router({
  schemas: permitted('connections:introspect')
    .meta({ summary: 'Schemas of the database', rest: [{ path: `${PATH}/schemas`, ...surface }] })
    .input(ListSchemasInput)
    .output(answer(SchemaList))
    .query(({ ctx, input }) => listSchemas(ctx, input)),
  tables: permitted('connections:introspect')
    .meta({ summary: 'Tables of the database; views on request', rest: [{ path: `${PATH}/tables`, ...surface }] })
    .input(ListTablesInput)
    .output(answer(TablePage))
    .query(({ ctx, input }) => listTables(ctx, input)),
  fields: permitted('connections:introspect')
    .meta({
      summary: 'Columns, keys and indexes of one table',
      rest: [{ path: `${PATH}/tables/{table}/fields`, ...surface }],
    })
    .input(ListFieldsInput)
    .output(answer(FieldList))
    .query(({ ctx, input }) => listFields(ctx, input)),
});
