import {
  type Field,
  type ForeignKey,
  type KeyColumns,
  PLAIN_COLUMN,
  PLAIN_FOREIGN_KEY,
  PLAIN_INDEX,
  PLAIN_INDEX_KEY,
  PLAIN_KEY,
} from '@portolan/contract';
import { describe, expect, it } from 'vitest';
import { checkNote, foreignKeyNote, indexKeyText, indexNote, keyNote, typeNotes } from './fact-texts.ts';

const key: KeyColumns = { ...PLAIN_KEY, name: 'k', columns: ['a'] };
const check = { name: 'c', expression: 'VALUE > 0', enforced: true, validated: true };
const domain = { schema: 's', name: 'big', nativeType: 'bigint', nullable: true, default: null, checks: [check] };
const field = (over: Partial<Field>) => ({ ...PLAIN_COLUMN, collation: null, ...over }) as Field;

describe('what is said of a table beyond its names', () => {
  it.each([
    [key, ''],
    [
      { ...key, deferrable: 'deferred' as const, nullsNotDistinct: true },
      'deferrable, initially deferred · nulls not distinct',
    ],
    [{ ...key, withoutOverlaps: true, enforced: false }, 'without overlaps · not enforced'],
  ])('of a key', (one, said) => expect(keyNote(one)).toBe(said));

  it('of checks', () => {
    expect(checkNote(check)).toBe('');
    expect(checkNote({ ...check, validated: false })).toBe('not validated');
    expect(checkNote({ ...check, enforced: false, validated: false })).toBe('not enforced');
  });

  it('of a foreign key', () => {
    const references = { schema: 's', table: 't', columns: ['id'] };
    const plain: ForeignKey = {
      ...PLAIN_FOREIGN_KEY,
      name: 'f',
      columns: ['a'],
      references,
      onUpdate: 'CASCADE',
      onDelete: 'SET NULL',
    };
    expect(foreignKeyNote(plain)).toBe('f · on update cascade, on delete set null');
    expect(foreignKeyNote({ ...plain, setColumns: ['b'], match: 'FULL', period: true, validated: false })).toBe(
      'f · on update cascade, on delete set null (b) · match full · period · not validated',
    );
  });

  it.each([
    [{ column: 'a' }, 'a'],
    [{ column: 'a', length: 10 }, 'a(10)'],
    [
      { expression: 'lower(a)', collation: 'C', operatorClass: 'text_pattern_ops' },
      'lower(a) collate C text_pattern_ops',
    ],
    [{ column: 'a', descending: true, nulls: 'first' as const }, 'a desc'],
    [{ column: 'a', descending: true, nulls: 'last' as const }, 'a desc nulls last'],
    [{ column: 'a', nulls: 'first' as const }, 'a nulls first'],
  ])('of a part of an index', (over, said) => expect(indexKeyText({ ...PLAIN_INDEX_KEY, ...over })).toBe(said));

  it('of an index', () => {
    const index = {
      ...PLAIN_INDEX,
      name: 'i',
      columns: ['a'],
      keys: [],
      include: [],
      unique: true,
      primary: false,
      method: 'btree',
      predicate: null,
    };
    expect(indexNote(index)).toBe('unique · btree');
    expect(indexNote({ ...index, valid: false, ignored: true, predicate: 'a > 0' })).toBe(
      'unique · btree · where a > 0 · not valid · not used',
    );
  });

  it('of a type', () => {
    expect(typeNotes(field({}))).toEqual([]);
    expect(typeNotes(field({ domains: [{ ...domain, nullable: false, default: '7' }] }))).toEqual([
      'big is bigint · not null · default 7 · check VALUE > 0',
    ]);
    expect(typeNotes(field({ labels: ['sad', 'ok'], collation: 'C' }))).toEqual(["'sad', 'ok'", 'collation C']);
    expect(typeNotes(field({ attributes: [{ name: 'a', nativeType: 'integer' }] }))).toEqual(['(a integer)']);
    const many = Array.from({ length: 30 }, (_, at) => String(at));
    expect(typeNotes(field({ labels: many }))[0]).toContain('and 6 more');
  });
});
