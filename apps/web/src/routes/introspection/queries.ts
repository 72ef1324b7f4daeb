import type { ListFieldsInput, ListTablesInput } from '@portolan/contract';
import { queryOptions } from '@tanstack/solid-query';
import { api } from '../../lib/client.ts';

const ROOT = 'introspection';
/** A schema changes rarely, and asking is slow; Refresh asks again. */
const STALE_MS = 5 * 60_000;

export const introspectionQueries = {
  of: (id: string) => [ROOT, id],
  schemas: (id: string) =>
    queryOptions({
      queryKey: [ROOT, id, 'schemas'],
      queryFn: ({ signal }) => api.introspection.schemas.query({ id }, { signal }),
      staleTime: STALE_MS,
      retry: false,
    }),
  tables: (input: ListTablesInput) =>
    queryOptions({
      queryKey: [ROOT, input.id, 'tables', input],
      queryFn: ({ signal }) => api.introspection.tables.query(input, { signal }),
      staleTime: STALE_MS,
      retry: false,
    }),
  fields: (input: ListFieldsInput) =>
    queryOptions({
      queryKey: [ROOT, input.id, 'fields', input],
      queryFn: ({ signal }) => api.introspection.fields.query(input, { signal }),
      staleTime: STALE_MS,
      retry: false,
    }),
};
