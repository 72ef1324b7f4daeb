/** Catalogs from before Unity Catalog, which have no information schema. */
const LEGACY = new Set(['hive_metastore', 'spark_catalog']);

export const isLegacy = (catalog: string) => LEGACY.has(catalog.toLowerCase());

/** The views of a catalog's information schema, their names quoted. */
export function informationSchema(catalog: string) {
  const prefix = `\`${catalog.replaceAll('`', '``')}\`.information_schema`;
  return {
    schemata: `${prefix}.schemata`,
    tables: `${prefix}.tables`,
    columns: `${prefix}.columns`,
    tableConstraints: `${prefix}.table_constraints`,
    keyColumnUsage: `${prefix}.key_column_usage`,
    referentialConstraints: `${prefix}.referential_constraints`,
  };
}
