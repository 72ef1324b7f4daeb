const PAGE = 10;

/** Where a key leads from a row; undefined for a key that leads nowhere. Lists end where they end. */
export function rowStep(key: string, index: number, count: number): number | undefined {
  const last = count - 1;
  const to = (row: number) => Math.min(Math.max(row, 0), last);
  switch (key) {
    case 'ArrowDown':
    case 'j':
    case 'J':
      return to(index + 1);
    case 'ArrowUp':
    case 'k':
    case 'K':
      return to(index - 1);
    case 'PageDown':
      return to(index + PAGE);
    case 'PageUp':
      return to(index - PAGE);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

/** What lies from one to the other, whichever comes first, both included. Where the first is not there, the second alone. */
export function between(ids: readonly string[], from: string, to: string): readonly string[] {
  const [start, end] = [ids.indexOf(from), ids.indexOf(to)];
  if (start < 0) return [to];
  return ids.slice(Math.min(start, end), Math.max(start, end) + 1);
}
