import { A } from '@solidjs/router';
import { type TablePlace, tableHref } from '../links.ts';

/** Leads along a foreign key to what it points at. */
export function ReferenceLink(props: { connectionId: string; place: TablePlace; label: string }) {
  return (
    <A
      href={tableHref(props.connectionId, props.place)}
      class="-my-1 inline-flex min-h-6 items-center wrap-anywhere md:wrap-break-word rounded text-left font-mono text-accent-fg text-xs hover:underline"
    >
      {props.label}
    </A>
  );
}
