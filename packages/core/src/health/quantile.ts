/** The value below which a part of them lies, of values in their order (nearest rank); null of none. */
export function quantile(sorted: readonly number[], part: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? null;
}

/** The same of values with how often each occurs, in the order of the values. */
export function weightedQuantile(sorted: readonly (readonly [value: number, count: number])[], part: number) {
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [value, count] of sorted) {
    seen += count;
    if (seen >= total * part) return value;
  }
  return null;
}
