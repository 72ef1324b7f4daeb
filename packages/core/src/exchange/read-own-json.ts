import { Credential } from '@portolan/contract';
import { invalid } from '../errors.ts';
import type { ParsedRow, ReadRow } from './parsed-row.ts';

type Json = Record<string, unknown>;

/** What answers of the API tell besides: a list that was read there can be brought here. */
const TOLD = [
  'hasCredential',
  'credentialState',
  'health',
  'lastTestedAt',
  'lastTestResult',
  'lastTestMessage',
  'createdAt',
  'updatedAt',
  'createdByUserId',
  'tenantId',
];

/** `{"connections": [...]}` as we write it, or the list alone; entries are inputs of a connection with `id` and `owner`. */
export function readOwnJson(text: string): ReadRow[] {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    throw invalid('text', 'This is not valid JSON');
  }
  const list = Array.isArray(file) ? file : (file as { connections?: unknown } | null)?.connections;
  if (!Array.isArray(list)) throw invalid('text', 'The connections are a list, or one under "connections"');
  return list.map((entry, index) => readEntry(index + 1, entry));
}

function readEntry(line: number, entry: unknown): ReadRow {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    return { line, name: '', refused: 'A connection is an object' };
  }
  const { id, owner, password, credential, ...fields } = entry as Json;
  for (const key of TOLD) delete fields[key];
  const name = typeof fields.name === 'string' ? fields.name.trim() : '';
  const row: ParsedRow = { line, name, fields, notes: [], ...(typeof id === 'string' ? { id } : {}) };
  if (owner === null || typeof owner === 'string') row.owner = owner || null;
  if (typeof password === 'string' && password) row.secret = { type: 'password', password };
  if (credential !== undefined && credential !== null) {
    const parsed = Credential.safeParse(credential);
    if (!parsed.success) return { line, name, refused: 'The credential is of no form known here' };
    row.secret = parsed.data;
  }
  return row;
}
