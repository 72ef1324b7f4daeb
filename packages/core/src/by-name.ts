/** A column of names as people look for it: Unicode's root order, numbers by their value, whatever the server's locale. */
export const byName = (column: string) => `${column} collate portolan_names`;
