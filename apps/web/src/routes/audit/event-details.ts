import { dateTime } from '../../lib/format.ts';
import type { Names } from './sentence.ts';
import { detailTexts } from './texts.ts';

/** One line of a change: what was there before, or what is there after it. */
export interface ChangeLine {
  sign: 'minus' | 'plus';
  text: string;
}

export interface Change {
  name: string;
  lines: ChangeLine[];
}

export interface EventDetails {
  /** What an event changed, field by field. */
  changes: Change[];
  /** Everything else that it noted. */
  notes: { name: string; value: string }[];
}

type Fields = Record<string, unknown>;

/** As the server writes a time. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The details of an event in the shape that a reader wants: what was, what is, and the rest that its sentence leaves out. */
export function readDetails(details: Fields | null, names: Names): EventDetails {
  const { before, after, added, removed, name: _, changed: __, ...rest } = details ?? {};
  const was = flat(fieldsOf(before));
  const is = flat(fieldsOf(after));
  const changes = [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .map((name) => ({ name: detailTexts().field(name), lines: linesOf(was[name], is[name], names) }))
    .concat(Array.isArray(added) ? [{ name: detailTexts().users, lines: linesOf(removed, added, names) }] : [])
    .filter(({ lines }) => lines.length > 0);
  const notes = Object.entries(rest).map(([name, value]) => ({
    name: detailTexts().field(name),
    value: valueText(value, names),
  }));
  return { changes, notes };
}

/** Of lists only what went and what came; of all else the value itself. */
function linesOf(before: unknown, after: unknown, names: Names): ChangeLine[] {
  const [was, is] = [itemsOf(before, names), itemsOf(after, names)];
  const gone: ChangeLine[] = was.filter((item) => !is.includes(item)).map((text) => ({ sign: 'minus', text }));
  const come: ChangeLine[] = is.filter((item) => !was.includes(item)).map((text) => ({ sign: 'plus', text }));
  return gone.concat(come);
}

function itemsOf(value: unknown, names: Names): string[] {
  if (value === undefined || value === null || value === '') return [];
  return Array.isArray(value) ? value.map((item) => valueText(item, names)) : [valueText(value, names)];
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** Options of a connection are fields too: each has a line of its own. */
function flat(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      const inner = Object.entries(fieldsOf(value));
      return inner.length === 0 ? [[name, value]] : inner.map(([key, one]) => [`${name} ${key}`, one]);
    }),
  );
}

function valueText(value: unknown, names: Names): string {
  if (value === undefined || value === null || value === '') return '—';
  if (typeof value === 'string') return names[value] ?? (TIME.test(value) ? dateTime(value) : value);
  if (Array.isArray(value))
    return value.length === 0 ? detailTexts().none : value.map((one) => valueText(one, names)).join(', ');
  if (typeof value === 'boolean') return value ? detailTexts().yes : detailTexts().no;
  if (typeof value !== 'object') return String(value);
  return inOrder(value)
    .map(([name, one]) => `${detailTexts().field(name)} ${valueText(one, names)}`)
    .join(', ');
}

/** A step is told from where it began; the log keeps its fields in an order of its own. */
function inOrder(value: object): [string, unknown][] {
  const rank = ([name]: [string, unknown]) => ['from', 'to'].indexOf(name);
  return Object.entries(value).sort((a, b) => rank(a) - rank(b));
}
