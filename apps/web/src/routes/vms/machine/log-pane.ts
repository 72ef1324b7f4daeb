import type { VmLogLine, VmLogNews } from '@portolan/contract';

/** What of a log is shown, and what waits while somebody reads further up. */
export interface LogPane {
  /** Undefined until the first are there. */
  shown: readonly VmLogLine[] | undefined;
  waiting: readonly VmLogLine[];
}

export const EMPTY_PANE: LogPane = { shown: undefined, waiting: [] };

/** As many as are kept: older ones are asked of the API. */
export const MOST = 500;

/** With the news in it: at the end for who follows, else waiting. A log that is told anew has all that was missed meanwhile. */
export function withNews(pane: LogPane, { type, lines }: VmLogNews, isFollowing: boolean): LogPane {
  if (!pane.shown || (type === 'log' && isFollowing)) return { shown: lines, waiting: [] };
  const fresh = type === 'log' ? after(pane, lines) : lines;
  if (isFollowing) return { shown: [...pane.shown, ...fresh].slice(-MOST), waiting: [] };
  return { shown: pane.shown, waiting: [...pane.waiting, ...fresh].slice(-MOST) };
}

/** What waited is at the end. */
export function caughtUp({ shown, waiting }: LogPane): LogPane {
  return { shown: shown && [...shown, ...waiting].slice(-MOST), waiting: [] };
}

/** The lines of a log that were written after the last that is known. */
function after({ shown = [], waiting }: LogPane, lines: readonly VmLogLine[]): readonly VmLogLine[] {
  const last = waiting.at(-1) ?? shown.at(-1);
  if (!last) return lines;
  const isLast = ({ timestamp, message }: VmLogLine) => timestamp === last.timestamp && message === last.message;
  return lines.slice(lines.findLastIndex(isLast) + 1);
}
