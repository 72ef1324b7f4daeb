import type { Permission } from '@portolan/contract';
import { ExplanationView } from './explanation-view.tsx';

/** Instead of a page whose content the user may not see. */
export function NoAccess(props: { title: string; permission: Permission }) {
  return (
    <section class="mt-4 max-w-lg rounded-lg border border-line bg-surface p-5">
      <h2 class="mb-2 font-medium">{props.title}</h2>
      <ExplanationView permission={props.permission} />
    </section>
  );
}
