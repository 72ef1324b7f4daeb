import type { ImportFormat } from '@portolan/contract';

/** What the forms of an import are called. */
export const FORMAT_LABELS: Record<ImportFormat, string> = {
  csv: 'CSV of Portolan',
  json: 'JSON of Portolan',
  urls: 'URLs, one a line',
  dbeaver: 'DBeaver (data-sources.json)',
  pgpass: 'pgpass',
  pg_service: 'pg_service.conf',
  env: '.env',
};

export const ACCEPTED_FILES = '.csv,.json,.txt,.env,.conf,.pgpass,text/plain,text/csv,application/json';
