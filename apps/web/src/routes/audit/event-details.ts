export interface Change {
  name: string;
  before: string;
  after: string;
}

export interface EventDetails {
  /** What an event changed, field by field. */
  changes: Change[];
  /** Everything else that it noted. */
  notes: { name: string; value: string }[];
}

/** The details of an event in the shape that a reader wants: what was, what is, and the rest. */
export function readDetails(details: Record<string, unknown> | null): EventDetails {
  const { before, after, ...rest } = details ?? {};
  const was = recordOf(before);
  const is = recordOf(after);
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const changes = names
    .map((name) => ({ name, before: valueText(was[name]), after: valueText(is[name]) }))
    .filter((change) => change.before !== change.after);
  const notes = Object.entries(rest).map(([name, value]) => ({ name, value: valueText(value) }));
  return { changes, notes };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function valueText(value: unknown): string {
  if (value === undefined || value === null || value === '') return '—';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueText).join(', ');
  return JSON.stringify(value);
}
