import type { Credential } from '@portolan/contract';

/** What a line or an entry of an import says of one connection; nothing of it is judged yet. */
export interface ParsedRow {
  line: number;
  name: string;
  /** Of our own form: which connection it was. */
  id?: string;
  /** E-mail address of the owner, null for none; undefined where nothing is said. */
  owner?: string | null;
  /** As an input of a connection has them. What is not said is not there. */
  fields: Record<string, unknown>;
  secret?: Credential | null;
  /** Its options are those that the form has words for: others stay. */
  someOptions?: true;
  /** What of it is left out. */
  notes: string[];
}

/** One that cannot be read. */
export interface RefusedRow {
  line: number;
  name: string;
  refused: string;
}

export type ReadRow = ParsedRow | RefusedRow;

export function isRefused(row: ReadRow): row is RefusedRow {
  return 'refused' in row;
}
