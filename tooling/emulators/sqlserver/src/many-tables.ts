import type { DatabaseDefinition, TableDefinition } from './catalogue/definition.ts';

/** As many tables of as many columns as asked for, each with a key, an index and a reference to the one before. */
export function manyTables(count: number, columns: number): DatabaseDefinition {
  const nameOf = (index: number) => `table_${String(index).padStart(6, '0')}`;
  const tables = Array.from({ length: count }, (_, index): TableDefinition => {
    const before = { schema: 'dbo', table: nameOf(index - 1), columns: ['column_0'] };
    return {
      schema: 'dbo',
      name: nameOf(index),
      rows: index,
      columns: Array.from({ length: columns }, (__, at) => ({ name: `column_${at}`, type: 'nvarchar(80)' })),
      primaryKey: { name: `PK_${nameOf(index)}`, columns: ['column_0'] },
      indexes: [{ name: `IX_${nameOf(index)}`, columns: ['column_1'] }],
      foreignKeys: index === 0 ? [] : [{ name: `FK_${nameOf(index)}`, columns: ['column_1'], references: before }],
    };
  });
  return { name: 'many', tables };
}
