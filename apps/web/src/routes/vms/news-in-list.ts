import type { VmChange, VmPage } from '@portolan/contract';

interface Told {
  page: VmPage;
  /** What stands on the page, or in which order, only the server can tell. */
  isBehind: boolean;
}

/** A page of the list with the news in it. */
export function newsInList(page: VmPage, news: VmChange): Told {
  const id = news.type === 'changed' ? news.vm.id : news.id;
  const before = page.items.find((vm) => vm.id === id);
  if (!before || news.type === 'removed') return { page, isBehind: true };
  const items = page.items.map((vm) => (vm === before ? news.vm : vm));
  const isBehind = before.name !== news.vm.name || before.status !== news.vm.status;
  return { page: { ...page, items }, isBehind };
}
