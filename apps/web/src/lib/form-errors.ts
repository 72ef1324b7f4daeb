export type FieldErrors = Partial<Record<string, string>>;

/** Before the first submit only what the user has left speaks up; afterwards everything does. */
export function visibleErrors(all: FieldErrors, touched: ReadonlySet<string>, submitted: boolean): FieldErrors {
  if (submitted) return all;
  return Object.fromEntries(Object.entries(all).filter(([name]) => touched.has(name)));
}
