import {
  Connection,
  ConnectionCounts,
  ConnectionDeleter,
  ConnectionFacets,
  ConnectionFacetsInput,
  ConnectionIdInput,
  ConnectionOption,
  ConnectionPage,
  ConnectionRetention,
  ConnectionsFile,
  CountConnectionsInput,
  CreateConnectionInput,
  ExportConnectionsInput,
  ExportedConnections,
  ImportConnectionsInput,
  ImportResult,
  ListConnectionsInput,
  TestConnectionInput,
  TestProgress,
  TestResult,
  UpdateConnectionInput,
} from '@portolan/contract';
import {
  countConnections,
  countFacets,
  createConnection,
  deleteConnection,
  exportConnections,
  getConnection,
  getRetention,
  importConnections,
  listConnectionOptions,
  listConnections,
  listDeleters,
  restoreConnection,
  testConnection,
  testSavedConnection,
  updateConnection,
  watchSavedTest,
  watchTest,
} from '@portolan/core';
import * as z from 'zod/mini';
import { answer } from './answer.ts';
import { answerEach } from './answer-each.ts';
import { connectionVersion, datasourceRoutes } from './datasource-routes.ts';
import { permitted, permittedAny, router } from './trpc.ts';
import { verb } from './verb.ts';

const PATH = '/api/connections';
const surface = { casing: 'camel', envelope: 'data' } as const;
const one = { ...surface, version: connectionVersion };

const MEDIA_TYPES = { csv: 'text/csv', json: 'application/json' } as const;
const connectionsFile = {
  mediaTypes: { [MEDIA_TYPES.csv]: z.string(), [MEDIA_TYPES.json]: ExportedConnections },
  typeOf: ({ format }: ConnectionsFile) => MEDIA_TYPES[format],
  fileName: ({ fileName }: ConnectionsFile) => fileName,
  of: ({ text }: ConnectionsFile) => text,
} as const;

export const connectionsRouter = router({
  list: permitted('connections:read')
    .meta({
      agent: { tool: 'list_connections', hint: '`search` looks in names, hosts, databases, users and tags.' },
      summary: 'List connections',
      rest: [{ method: 'GET', path: PATH, ...surface }, datasourceRoutes.list],
    })
    .input(ListConnectionsInput)
    .output(answer(ConnectionPage))
    .query(verb(listConnections)),
  counts: permitted('connections:read')
    .meta({ summary: 'How many connections each status has' })
    .input(CountConnectionsInput)
    .output(answer(ConnectionCounts))
    .query(verb(countConnections)),
  facets: permitted('connections:read')
    .meta({ summary: 'How many connections each environment, tag, kind, status and owner has' })
    .input(ConnectionFacetsInput)
    .output(answer(ConnectionFacets))
    .query(verb(countFacets)),
  options: permittedAny('connections:read', 'connections:test', 'connections:introspect')
    .meta({ summary: 'Id, name and kind of every connection, for pickers', rest: [datasourceRoutes.options] })
    .output(answer(z.array(ConnectionOption)))
    .query(verb(listConnectionOptions)),
  // Before those of one connection: the router goes by the order, and `export` is no id.
  export: permitted('connections:read')
    .meta({
      summary: 'The connections as a file, without secrets',
      rest: [{ method: 'GET', path: `${PATH}/export`, ...surface, text: connectionsFile }],
    })
    .input(ExportConnectionsInput)
    .output(answer(ConnectionsFile))
    .query(verb(exportConnections)),
  import: permitted('connections:write')
    .meta({
      summary: 'What a text in one of several forms would create and change; with `apply` it does',
      rest: [{ method: 'POST', path: `${PATH}/import`, ...surface }],
    })
    .input(ImportConnectionsInput)
    .output(answer(ImportResult))
    .mutation(verb(importConnections)),
  get: permitted('connections:read')
    .meta({
      agent: { tool: 'get_connection', connection: 'id' },
      summary: 'One connection',
      rest: [{ method: 'GET', path: `${PATH}/{id}`, ...one }, datasourceRoutes.get],
    })
    .input(ConnectionIdInput)
    .output(answer(Connection))
    .query(verb(getConnection)),
  create: permitted('connections:write')
    .meta({
      summary: 'Create a connection; its credential is encrypted and never answered',
      rest: [{ method: 'POST', path: PATH, status: 201, location: `${PATH}/{id}`, ...one }, datasourceRoutes.create],
    })
    .input(CreateConnectionInput)
    .output(answer(Connection))
    .mutation(verb(createConnection)),
  update: permitted('connections:write')
    .meta({
      summary: 'Change a connection',
      rest: [{ method: 'PATCH', path: `${PATH}/{id}`, ...one }, datasourceRoutes.update],
    })
    .input(UpdateConnectionInput)
    .output(answer(Connection))
    .mutation(verb(updateConnection)),
  delete: permitted('connections:delete')
    .meta({
      summary: 'Delete a connection (soft: it can be restored)',
      rest: [
        { method: 'DELETE', path: `${PATH}/{id}`, status: 204, casing: 'camel', version: {} },
        datasourceRoutes.delete,
      ],
    })
    .input(ConnectionIdInput)
    .output(answer(z.void()))
    .mutation(verb(deleteConnection)),
  retention: permitted('connections:delete')
    .meta({ summary: 'How many days a deleted connection can be restored before it is purged' })
    .output(answer(ConnectionRetention))
    .query(verb(getRetention)),
  deleters: permitted('connections:delete')
    .meta({ summary: 'Who deleted the connections that can be restored' })
    .output(answer(z.array(ConnectionDeleter)))
    .query(verb(listDeleters)),
  restore: permitted('connections:delete')
    .meta({
      summary: 'Restore a deleted connection',
      rest: [{ method: 'POST', path: `${PATH}/{id}/restore`, ...one }],
    })
    .input(ConnectionIdInput)
    .output(answer(Connection))
    .mutation(verb(restoreConnection)),
  test: permitted('connections:test')
    .meta({
      sideBySide: true,
      limits: ['test'],
      summary: 'Test a connection that is not saved; a database that fails is an answer, not an error',
      rest: [{ method: 'POST', path: `${PATH}/test`, status: 201, ...surface }, datasourceRoutes.test],
    })
    .input(TestConnectionInput)
    .output(answer(TestResult))
    .mutation(verb(testConnection)),
  watchTest: permitted('connections:test')
    .meta({
      sideBySide: true,
      limits: ['test'],
      summary: 'The same test, each stage told when it has ended',
      action: 'connections:test',
    })
    .input(TestConnectionInput)
    .output(answerEach(TestProgress))
    .mutation(verb(watchTest)),
  testSaved: permitted('connections:test')
    .meta({
      agent: { tool: 'test_connection', hint: 'It signs in to the database and reads nothing.', connection: 'id' },
      sideBySide: true,
      limits: ['test'],
      summary: 'Test a saved connection and keep the outcome with it',
      action: 'connections:test',
      rest: [{ method: 'POST', path: `${PATH}/{id}/test`, status: 201, ...surface }, datasourceRoutes.testSaved],
    })
    .input(ConnectionIdInput)
    .output(answer(TestResult))
    .mutation(verb(testSavedConnection)),
  watchSaved: permitted('connections:test')
    .meta({
      sideBySide: true,
      limits: ['test'],
      summary: 'The same test of a saved connection, each stage told when it has ended',
      action: 'connections:test',
    })
    .input(ConnectionIdInput)
    .output(answerEach(TestProgress))
    .mutation(verb(watchSavedTest)),
});
