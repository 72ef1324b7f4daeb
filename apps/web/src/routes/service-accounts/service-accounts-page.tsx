import { Show } from 'solid-js';
import { Readable } from '../../components/access/readable.tsx';
import { PageBody } from '../../components/page-head.tsx';
import { usePageTitle } from '../../lib/page-title.ts';
import { useSearchState } from '../../lib/use-search-state.ts';
import { AccountKeys } from './account-keys.tsx';
import { AccountListing } from './account-listing.tsx';
import { listParams } from './list-params.ts';
import { t } from './texts.ts';

/** Members without a person, or the keys of one of them. */
export default function ServiceAccountsPage() {
  usePageTitle(() => t().page);
  const [state] = useSearchState(listParams);
  return (
    <PageBody>
      <Show when={state().of} fallback={<AccountListing />} keyed>
        {(id) => (
          <Readable permission="service_account:read" refusal={t().refusal}>
            <AccountKeys id={id} />
          </Readable>
        )}
      </Show>
    </PageBody>
  );
}
