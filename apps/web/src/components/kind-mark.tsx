import { type ConnectionKind, KIND_LABELS } from '@portolan/contract';
import { cx } from '../lib/cx.ts';

const MARKS: Record<ConnectionKind, string> = {
  postgresql: 'Pg',
  mysql: 'My',
  sqlserver: 'Ms',
  databricks: 'Db',
  snowflake: 'Sf',
};

/** Two letters in the colour of the database's kind. The name of the kind stands beside it wherever it is used. */
export function KindMark(props: { kind: ConnectionKind; class?: string }) {
  return (
    <span
      aria-hidden="true"
      data-kind={props.kind}
      class={cx('kind-tint grid size-7 shrink-0 place-items-center rounded-md font-semibold text-2xs', props.class)}
    >
      {MARKS[props.kind]}
    </span>
  );
}

export function KindChip(props: { kind: ConnectionKind }) {
  return (
    <span
      data-kind={props.kind}
      class="kind-tint inline-flex h-5.5 items-center whitespace-nowrap rounded-full px-2 font-medium text-xs"
    >
      {KIND_LABELS[props.kind]}
    </span>
  );
}
