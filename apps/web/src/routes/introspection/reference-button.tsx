interface ReferenceButtonProps {
  schema: string;
  table: string;
  label: string;
  onSelect(schema: string, table: string): void;
}

/** Leads along a foreign key to the table that it points at. */
export function ReferenceButton(props: ReferenceButtonProps) {
  return (
    <button
      type="button"
      class="-my-1 min-h-6 break-all rounded text-left font-mono text-accent-fg text-xs hover:underline"
      onClick={() => props.onSelect(props.schema, props.table)}
    >
      {props.label}
    </button>
  );
}
