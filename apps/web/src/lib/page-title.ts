import { createEffect, createSignal } from 'solid-js';

const [name, setName] = createSignal('');
const [place, setPlace] = createSignal('');

/** The name of the page on screen, for the breadcrumb. */
/** In whose data the page is: tabs in two tenants are told apart by it. Empty outside of tenants. */
export { name as pageName, setPlace as setTitlePlace };

/** "Connections · Acme · Portolan" while the page is shown. The breadcrumb may know it by a shorter name. */
export function usePageTitle(title: () => string, short = title): void {
  createEffect(() => {
    setName(short());
    document.title = [title(), place(), 'Portolan'].filter(Boolean).join(' · ');
  });
}

/** Until the next page says what it is, nothing is said of the last one. */
export function resetPageTitle(): void {
  setName('');
  document.title = 'Portolan';
}
