import { describe, expect, it } from 'vitest';
import { isOneExpression } from './is-one-expression.ts';

const postgresql = (text: string) => isOneExpression(text, { backslashes: false });
const mysql = (text: string) => isOneExpression(text, { backslashes: true });

describe('what a server calls an expression', () => {
  it('is taken where it is one', () => {
    const texts = [
      '0',
      "nextval('s.p_id_seq'::regclass)",
      "'a;b -- c'::text",
      "'it''s'",
      "E'a\\'b'::text",
      'lower((id)::text)',
      "(data -> 'a') #>> '{b}'",
      'a #- b',
      'ARRAY[1, 2]',
      '"odd""name" > 0',
      'numeric(10,2)',
    ];
    expect(texts.filter((text) => !postgresql(text))).toEqual([]);
    expect(["'x\\'y;'", "_utf8mb4'a'", '`a;b` + 1', "enum('a','it''s')"].filter((text) => !mysql(text))).toEqual([]);
  });

  it('is refused where it ends the statement, or hides the rest of it', () => {
    const texts = [
      '0; drop table t',
      '0 -- ',
      '0 /* ',
      "'open",
      '(1',
      '1)',
      '1) ; (1',
      '[1)',
      '$$a$$',
      '$tag$a$tag$',
      '',
      '  ',
      "'a\\'; drop table t; --'",
    ];
    expect(texts.filter(postgresql)).toEqual([]);
    expect(['0 # x', "'a\\'"].filter(mysql)).toEqual([]);
  });
});
