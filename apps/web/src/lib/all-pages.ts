const LIMIT = 100;

interface Page<T> {
  items: T[];
  total: number;
}

/** Every item of a paged list, for those that are short by nature and for pickers. */
export async function allPages<T>(load: (paging: { page: number; limit: number }) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await load({ page, limit: LIMIT });
    items.push(...answer.items);
    if (answer.items.length === 0 || items.length >= answer.total) return items;
  }
}
