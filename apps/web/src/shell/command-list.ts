export interface Command {
  id: string;
  label: string;
  /** What kind of thing it is, shown at the right. */
  hint: string;
  keys?: string | undefined;
  run(): void;
}

/** Commands whose label has all the typed words, in the order given. */
export function matchCommands(commands: readonly Command[], query: string): Command[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter((command) => words.every((word) => command.label.toLowerCase().includes(word)));
}

/** Index after an arrow key, going round at both ends. */
export function stepIndex(key: string, index: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return (index + 1) % count;
    case 'ArrowUp':
      return (index + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
