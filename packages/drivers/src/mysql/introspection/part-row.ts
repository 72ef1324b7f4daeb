/** A row of the catalogue, without its table. */
export interface PartRow {
  part: number;
  name: string;
  values: (string | null)[];
}

/** Rows of one name, in the order in which they came. */
export function groupsOf(rows: readonly PartRow[]): [name: string, rows: PartRow[]][] {
  const groups = new Map<string, PartRow[]>();
  for (const row of rows) {
    const group = groups.get(row.name);
    if (group) group.push(row);
    else groups.set(row.name, [row]);
  }
  return [...groups];
}
