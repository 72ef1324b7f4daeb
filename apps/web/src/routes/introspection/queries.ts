import type {
  DiagramInput,
  GenerateTypesInput,
  ListFieldsInput,
  ListSnapshotsInput,
  SnapshotRefresh,
  TablePlaceInput,
} from '@portolan/contract';
import { queryOptions } from '@tanstack/solid-query';
import { api } from '../../lib/client.ts';

const ROOT = 'introspection';
/** A schema changes rarely, and asking is slow; Refresh asks again. A database that failed is asked by the user only. */
const rarely = { staleTime: 5 * 60_000, retry: false } as const;

/** How often it is looked whether a scheduled refresh that is due has come. */
const LOOK_MS = 3_000;

export const introspectionQueries = {
  /** Everything that is known of one connection. */
  of: (id: string) => [ROOT, id],
  searches: [ROOT, 'search'],
  outline: (id: string) =>
    queryOptions({
      queryKey: [ROOT, id, 'outline'],
      queryFn: ({ signal }) => api.introspection.outline.query({ id }, { signal }),
      ...rarely,
    }),
  schemas: (id: string) =>
    queryOptions({
      queryKey: [ROOT, id, 'schemas'],
      queryFn: ({ signal }) => api.introspection.schemas.query({ id }, { signal }),
      ...rarely,
    }),
  fields: (input: ListFieldsInput) =>
    queryOptions({
      queryKey: [ROOT, input.id, 'fields', input],
      queryFn: ({ signal }) => api.introspection.fields.query(input, { signal }),
      ...rarely,
    }),
  /** Of one snapshot: it never changes, but by another reading. */
  overview: (id: string, snapshotId: string | null) =>
    queryOptions({
      queryKey: [ROOT, id, 'overview', snapshotId],
      queryFn: ({ signal }) => api.introspection.overview.query({ id }, { signal }),
      ...rarely,
    }),
  referencedBy: (input: TablePlaceInput) =>
    queryOptions({
      queryKey: [ROOT, input.id, 'referenced by', input],
      queryFn: ({ signal }) => api.introspection.referencedBy.query(input, { signal }),
      ...rarely,
    }),
  statements: (input: TablePlaceInput) =>
    queryOptions({
      queryKey: [ROOT, input.id, 'statements', input],
      queryFn: ({ signal }) => api.introspection.statements.query(input, { signal }),
      ...rarely,
    }),
  diagram: (input: DiagramInput) =>
    queryOptions({
      queryKey: [ROOT, input.id, 'diagram', input],
      queryFn: ({ signal }) => api.introspection.diagram.query(input, { signal }),
      ...rarely,
    }),
  layout: (id: string) =>
    queryOptions({
      queryKey: [ROOT, id, 'layout'],
      queryFn: ({ signal }) => api.introspection.layout.query({ id }, { signal }),
      ...rarely,
    }),
  snapshots: (input: ListSnapshotsInput) =>
    queryOptions({
      queryKey: [ROOT, input.id, 'snapshots', input],
      queryFn: ({ signal }) => api.introspection.snapshots.query(input, { signal }),
    }),
  schedule: (id: string) =>
    queryOptions({
      queryKey: [ROOT, id, 'schedule'],
      queryFn: ({ signal }) => api.introspection.schedule.query({ id }, { signal }),
      // What is due is read within seconds.
      refetchInterval: ({ state: { data } }) =>
        data?.nextAt && Date.parse(data.nextAt) <= Date.now() ? LOOK_MS : false,
    }),
  /** Two snapshots never change, and so neither does what lies between them. */
  diff: (a: string, b: string) =>
    queryOptions({
      queryKey: [ROOT, 'diff', a, b],
      queryFn: ({ signal }) => api.introspection.diff.query({ a, b }, { signal }),
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    }),
  migration: (a: string, b: string) =>
    queryOptions({
      queryKey: [ROOT, 'migration', a, b],
      queryFn: ({ signal }) => api.introspection.migration.query({ a, b }, { signal }),
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    }),
  types: (input: GenerateTypesInput) =>
    queryOptions({
      queryKey: [ROOT, input.connectionId, 'types', input],
      queryFn: ({ signal }) => api.introspection.types.query(input, { signal }),
      ...rarely,
    }),
  /** What the palette asks for with each letter. */
  find: (query: string) =>
    queryOptions({
      queryKey: [ROOT, 'search', 'find', query],
      queryFn: ({ signal }) => api.introspection.find.query({ query }, { signal }),
    }),
  search: (input: { query: string; page: number; limit: number }) =>
    queryOptions({
      queryKey: [ROOT, 'search', input],
      queryFn: ({ signal }) => api.introspection.search.query(input, { signal }),
    }),
};

export function setSnapshotRefresh(id: string, snapshotRefresh: SnapshotRefresh) {
  return api.connections.update.mutate({ id, snapshotRefresh });
}
