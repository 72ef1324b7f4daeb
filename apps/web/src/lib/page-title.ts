import { createEffect, createSignal } from 'solid-js';

const [name, setName] = createSignal('');

/** The name of the page on screen, for the breadcrumb. */
export { name as pageName };

/** "Connections · Portolan" while the page is shown. */
export function usePageTitle(title: () => string): void {
  createEffect(() => {
    setName(title());
    document.title = `${title()} · Portolan`;
  });
}
