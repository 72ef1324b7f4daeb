import type { VmChange, VmPage } from '@portolan/contract';
import type { QueryClient } from '@tanstack/solid-query';
import { newsInList } from './news-in-list.ts';
import { vmQueries } from './queries.ts';

/** Brings news of a machine to whatever shows it. Answers whether the list has to be read again. */
export function keepNews(queries: QueryClient, news: VmChange): boolean {
  const lists = queries.getQueriesData<VmPage>({ queryKey: vmQueries.lists() });
  let isBehind = false;
  for (const [key, page] of lists) {
    const told = page && newsInList(page, news);
    if (told && told.page !== page) queries.setQueryData(key, told.page);
    isBehind ||= told?.isBehind ?? true;
  }
  if (news.type === 'changed') queries.setQueryData(vmQueries.one(news.vm.id).queryKey, news.vm);
  return isBehind;
}
