interface Page {
  items: { id?: unknown }[];
  total: number;
}

const PAGE_SIZE = 100;

/** The rows of a paged list, one after the other, page by page. What is added meanwhile moves rows on: none comes twice. */
export async function* eachItem(
  read: (input: object) => Promise<unknown>,
  input: object | undefined,
): AsyncGenerator<unknown, void> {
  const told = new Set<unknown>();
  let seen = 0;
  for (let page = 1; ; page++) {
    const { items, total } = (await read({ ...input, page, limit: PAGE_SIZE })) as Page;
    for (const item of items) {
      if (told.has(item.id ?? item)) continue;
      told.add(item.id ?? item);
      yield item;
    }
    seen += items.length;
    if (items.length === 0 || seen >= total) return;
  }
}
