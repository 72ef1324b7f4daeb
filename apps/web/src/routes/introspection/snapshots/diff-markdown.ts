import type { Break, Change, SnapshotDiff } from '@portolan/contract';
import { wholeNumber } from '../../../lib/format.ts';
import { changeValue } from './change-value.ts';
import { changeWords, type DiffTable, diffTables } from './diff-lines.ts';
import { SIGNS } from './diff-signs.ts';
import { t } from './diff-texts.ts';

/** A comparison as Markdown, for a review or a ticket: what breaks somebody in bold. */
export function diffMarkdown(diff: SnapshotDiff, dateText: (iso: string) => string): string {
  const { added, removed, changed } = diff;
  const { title, counts } = t().markdown;
  const head = [
    `# ${title(dateText(diff.a.takenAt), dateText(diff.b.takenAt))}`,
    '',
    counts(wholeNumber(added.length), wholeNumber(removed.length), wholeNumber(changed.length)),
  ];
  const database = diff.database.length > 0 ? ['', `## ~ ${t().database}`, '', ...diff.database.map(changeLine)] : [];
  return `${[...head, ...database, ...diffTables(diff, false).flatMap(tableLines)].join('\n')}\n`;
}

function tableLines(table: DiffTable): string[] {
  const { sign } = SIGNS[table.kind];
  const word = t().markdown.kinds[table.kind];
  const title = `## ${sign} ${code(`${table.schema}.${table.table}`)} ${word}${broken(table.breaks)}`;
  const columns = table.columns.map(
    ({ name, nativeType, nullable }) =>
      `- ${sign} ${code(name)} ${code(nativeType)}${nullable ? '' : ` ${t().values.notNull}`}`,
  );
  return ['', title, '', ...columns, ...table.changes.map(changeLine)];
}

function changeLine(change: Change): string {
  const { what, name, aspect } = changeWords(change);
  const { sign } = SIGNS[change.kind];
  const value = (one: Change['before']) => code(changeValue(change, one));
  const subject = [what, name && code(name), aspect].filter(Boolean).join(' ');
  const from = change.before === null ? '' : ` ${value(change.before)}`;
  const to = change.after === null ? '' : ` ${value(change.after)}`;
  const arrow = from && to ? ' →' : '';
  return `- ${sign} ${subject}:${from}${arrow}${to} (${t().reason(change.reason)}${broken(change.breaks)})`;
}

function broken(breaks: readonly Break[]): string {
  return breaks.map((one) => `, **${t().markdown.breaks[one]}**`).join('');
}

/** A name of a database may hold backticks and line ends: the fence is longer than any run of them. */
function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const room = longest > 0 || line === '' ? ' ' : '';
  return `${fence}${room}${line}${room}${fence}`;
}
