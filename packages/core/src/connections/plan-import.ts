import { CreateConnectionInput, type ImportAction, type ImportRow } from '@portolan/contract';
import type { DataConnectionRow } from '@portolan/db';
import { AppError } from '../errors.ts';
import { isRefused, type ParsedRow, type ReadRow } from '../exchange/index.ts';
import { audited, difference } from './audited.ts';
import { applyFields, type RowChange } from './change-row.ts';
import { optionsFor } from './options.ts';

/** What is there already, and who is: what rows of an import are held against. */
export interface Present {
  byId: ReadonlyMap<string, DataConnectionRow>;
  byName: ReadonlyMap<string, readonly DataConnectionRow[]>;
  /** Ids of members by their e-mail addresses, in small letters. */
  members: ReadonlyMap<string, string>;
}

/** A row of an import with what it comes to; `row` is the connection that it changes. */
export type PlannedRow = ImportRow &
  (
    | { action: 'created'; input: CreateConnectionInput }
    | { action: 'changed'; row: DataConnectionRow; change: RowChange }
    | { action: 'unchanged' | 'refused' }
  );

/** Decides for each row what becomes of it. The same connection by its id, or by its name where that is clear. */
export function planImport(rows: readonly ReadRow[], present: Present, withSecrets: boolean): PlannedRow[] {
  const taken = new Map<string, number>();
  return rows.map((row) => {
    if (isRefused(row)) return refuse(row, row.refused);
    try {
      return planRow(row, { present, withSecrets, taken });
    } catch (error) {
      if (error instanceof AppError) return refuse(row, error.message);
      throw error;
    }
  });
}

interface Planning {
  present: Present;
  withSecrets: boolean;
  /** Lines by what they are about. */
  taken: Map<string, number>;
}

function planRow(row: ParsedRow, { present, withSecrets, taken }: Planning): PlannedRow {
  const known = withOwner(row, present);
  const parsed = CreateConnectionInput.safeParse(known);
  if (!parsed.success) return refuse(row, faultOf(parsed.error.issues));
  const input = parsed.data;
  const { name } = input;
  const found = row.id ? present.byId.get(row.id.toLowerCase()) : undefined;
  const namesakes = present.byName.get(name) ?? [];
  if (!found && namesakes.length > 1) return refuse(row, `Several connections here are called ${name}`);
  const target = found ?? namesakes[0];
  const about = target?.id ?? `name ${name}`;
  const earlier = taken.get(about);
  if (earlier !== undefined) return refuse(row, `Line ${earlier} is about the same connection`);
  taken.set(about, row.line);
  const secret = withSecrets ? (row.secret ?? undefined) : undefined;
  const notes = [...row.notes, ...(row.secret && !withSecrets ? ['the password in the text is left out'] : [])];
  const planned = { line: row.line, name, ...(notes.length > 0 ? { reason: sentenceOf(notes) } : {}) };
  if (!target) {
    optionsFor(input.dbType, input.options ?? null);
    return { ...planned, action: 'created', input: { ...input, ...(secret ? { credential: secret } : {}) } };
  }
  const { ownerId, options, ...fields } = input;
  const change: RowChange = { fields: { ...fields, ...optionsOf(row, input, target) }, ownerId, credential: secret };
  const changes = [...changesOf(target, change), ...(secret ? ['credential'] : [])];
  return changes.length > 0
    ? { ...planned, action: 'changed', changes, row: target, change }
    : { ...planned, action: 'unchanged' };
}

/** Some forms have words for some options: what else is set here stays, as long as the kind does. */
function optionsOf(row: ParsedRow, { options, dbType }: CreateConnectionInput, target: DataConnectionRow) {
  if (options === undefined) return {};
  const kept = row.someOptions && target.dbType === dbType ? target.options : null;
  return { options: { ...kept, ...options } };
}

function changesOf(row: DataConnectionRow, { fields, ownerId }: RowChange): string[] {
  const after = { ...row };
  applyFields(after, fields);
  if (ownerId !== undefined) after.ownerId = ownerId;
  return difference(audited(row), audited(after)).changed;
}

/** The fields with the owner's id, which may stand there itself or as their address. */
function withOwner({ fields, owner }: ParsedRow, { members }: Present): Record<string, unknown> {
  if (owner === null) return { ...fields, ownerId: null };
  const given = owner ?? fields.ownerId;
  if (typeof given !== 'string') return fields;
  const text = given.toLowerCase();
  const ownerId = owner === undefined ? [...members.values()].find((id) => id === text) : members.get(text);
  if (!ownerId) throw new AppError('VALIDATION_ERROR', `owner: ${given.slice(0, 100)} is no member of this tenant`);
  return { ...fields, ownerId };
}

interface Issue {
  path: PropertyKey[];
  message: string;
}

function faultOf(issues: readonly Issue[]): string {
  return issues
    .slice(0, 3)
    .map(({ path, message }) => saidOf(path.join(' '), message))
    .join('; ');
}

/** "databaseName" is "database name" to whoever reads it; a message that says the name itself goes without. */
function saidOf(path: string, message: string): string {
  const field = path
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/^db /, 'database ');
  return message.toLowerCase().includes(field) ? message : `${field}: ${message}`;
}

function sentenceOf(notes: string[]): string {
  const text = notes.join('; ').slice(0, 500);
  return `${text[0]?.toUpperCase()}${text.slice(1)}.`;
}

function refuse({ line, name }: { line: number; name: string }, reason: string): PlannedRow {
  return { line, name: name.slice(0, 100), action: 'refused', reason };
}

export function countOf(rows: readonly ImportRow[], action: ImportAction): number {
  return rows.filter((row) => row.action === action).length;
}
