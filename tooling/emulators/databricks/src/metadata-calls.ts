import type { CatalogModel } from './catalog-model.ts';
import type { Result } from './catalogue.ts';

/** The Thrift calls for metadata, which older catalogs answer as well. */
export function metadataOf(call: string, models: CatalogModel[], catalogName?: string): Result {
  const those = catalogName ? models.filter(({ name }) => name === catalogName) : models;
  switch (call) {
    case 'GetCatalogs':
      return { columns: ['TABLE_CAT'], rows: models.map(({ name }) => [name]) };
    case 'GetSchemas':
      return {
        columns: ['TABLE_SCHEM', 'TABLE_CATALOG'],
        rows: those.flatMap((catalog) => catalog.schemas.map(({ name }) => [name, catalog.name])),
      };
    case 'GetTables':
      return {
        columns: ['TABLE_CAT', 'TABLE_SCHEM', 'TABLE_NAME', 'TABLE_TYPE', 'REMARKS'],
        rows: tablesOf(those).map(({ catalog, schema, table }) => [
          catalog,
          schema,
          table.name,
          table.type === 'VIEW' ? 'VIEW' : 'TABLE',
          table.comment ?? '',
        ]),
      };
    case 'GetColumns':
      return {
        columns: 'TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME TYPE_NAME NULLABLE REMARKS ORDINAL_POSITION'.split(' '),
        rows: tablesOf(those).flatMap(({ catalog, schema, table }) =>
          table.columns.map(({ name, type, nullable = true, comment }, index) => [
            catalog,
            schema,
            table.name,
            name,
            type,
            nullable ? 1 : 0,
            comment ?? '',
            index,
          ]),
        ),
      };
    default:
      return { columns: ['NOTHING'], rows: [] };
  }
}

function tablesOf(models: CatalogModel[]) {
  return models.flatMap((catalog) =>
    catalog.schemas.flatMap((schema) =>
      schema.tables.map((table) => ({ catalog: catalog.name, schema: schema.name, table })),
    ),
  );
}
