/** Takes the events of one month of one chain; what it has taken is safe once it answers. Answers where that is. */
export type ArchiveMonth = (part: {
  log: string;
  month: string;
  from: number;
  to: number;
  lines: string[];
}) => Promise<string>;
