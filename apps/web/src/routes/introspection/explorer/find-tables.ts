/** Schemas by their names, each with those of its tables. */
export type Names = readonly { name: string; tables: readonly string[] }[];

/** Tables by their places among those of their schema, and the schema by its own. */
export type Found = readonly { schema: number; tables: readonly number[] }[];

/** Schemas with their tables of such a name; `shop.ord` looks at both. */
export function findTables(names: Names, text: string): Found {
  const wanted = text.trim().toLowerCase();
  const qualified = wanted.includes('.');
  return names.flatMap(({ name, tables }, schema) => {
    const prefix = qualified ? `${name.toLowerCase()}.` : '';
    const found = tables.flatMap((table, at) => ((prefix + table.toLowerCase()).includes(wanted) ? [at] : []));
    return found.length > 0 ? [{ schema, tables: found }] : [];
  });
}
