import {
  Datasource,
  DatasourceFields,
  DatasourceOption,
  DatasourcePage,
  DatasourceTablePage,
  DatasourceTest,
  toDatasource,
  toDatasourceFields,
  toDatasourceOptions,
  toDatasourcePage,
  toDatasourceTablePage,
  toDatasourceTest,
} from '@portolan/contract';
import * as z from 'zod/mini';
import type { RestRoute } from './meta.ts';

const PATH = '/api/datasources';
const surface = {
  casing: 'camel',
  feature: 'datasources',
  names: { dbType: 'type', databaseName: 'database', connectionId: 'datasourceId' },
} as const;
const one = { schema: Datasource, of: toDatasource };
/** Of what people have entered: a test of a connection is no new version of it. */
export const connectionVersion = { of: ({ updatedAt }: { updatedAt: string }) => updatedAt };
const test = { schema: DatasourceTest, of: toDatasourceTest };
const page = { envelope: 'items', view: { schema: DatasourcePage, of: toDatasourcePage } } as const;
const options = { schema: z.array(DatasourceOption), of: toDatasourceOptions };
const tables = { envelope: 'items', view: { schema: DatasourceTablePage, of: toDatasourceTablePage } } as const;
const fields = { schema: DatasourceFields, of: toDatasourceFields };

/** The procedures of connections under the names of datasources: another face, never another implementation. */
export const datasourceRoutes = {
  list: { method: 'GET', path: PATH, ...surface, ...page },
  options: { method: 'GET', path: `${PATH}/options`, ...surface, view: options },
  get: { method: 'GET', path: `${PATH}/{id}`, ...surface, view: one, version: connectionVersion },
  create: {
    method: 'POST',
    path: PATH,
    ...surface,
    status: 201,
    location: `${PATH}/{id}`,
    view: one,
    version: connectionVersion,
  },
  update: { method: 'PATCH', path: `${PATH}/{id}`, ...surface, view: one, version: connectionVersion },
  delete: { method: 'DELETE', path: `${PATH}/{id}`, ...surface, status: 204, version: {} },
  test: { method: 'POST', path: `${PATH}/test`, ...surface, view: test },
  testSaved: { method: 'POST', path: `${PATH}/{id}/test`, ...surface, view: test },
  tables: { method: 'GET', path: `${PATH}/{id}/tables`, ...surface, ...tables },
  fields: { method: 'GET', path: `${PATH}/{id}/tables/{table}/fields`, ...surface, view: fields },
} as const satisfies Record<string, RestRoute>;
