import { describe, expect, it } from 'vitest';
import { consoleLines } from './console-lines.ts';

const ESC = String.fromCharCode(27);

describe('what a machine writes to its console', () => {
  it.each([
    ['a line', 'Linux version 6.1\r\n', ['Linux version 6.1']],
    ['colours', `${ESC}[1;32m[  OK  ]${ESC}[0m Started\n`, ['[  OK  ] Started']],
    ['a title', `${ESC}]0;root@box${String.fromCharCode(7)}ready\n`, ['ready']],
    ['what it has overwritten', '10 %\r50 %\r100 %\n', ['100 %']],
    ['control and invisible characters', 'a\u0000b\u0007c\u200bd\u202ee\n', ['abcde']],
    ['empty lines', '\n\r\n  \n', []],
    ['a tab', 'a\tb\n', ['a  b']],
    ['a password', 'user_data: password=hunter2 next\n', ['user_data: password=… next']],
    ['a bearer', 'Authorization: Bearer abcdef0123456789\n', ['Authorization: Bearer …']],
    ['a login in an address', 'clone https://ada:secret@example.com/x\n', ['clone https://ada:…@example.com/x']],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----MIIE\n', ['-----BEGIN PRIVATE KEY----- …']],
    [
      'a private key on many lines',
      `a\n-----BEGIN OPENSSH PRIVATE KEY-----\n${'b3Bl'.repeat(16)}\nAAAEC/ab==\n-----END OPENSSH PRIVATE KEY-----\nb\n`,
      ['a', '-----BEGIN PRIVATE KEY----- …', 'b'],
    ],
    ['a part of a key of which the begin was read before', `${'b3Bl'.repeat(16)}\nready\n`, ['…', 'ready']],
    ['a variable', 'export DB_PASSWORD=hunter2 PGPASSWORD=hunter3\n', ['export DB_PASSWORD=… PGPASSWORD=…']],
    [
      'a key of a cloud',
      'AWS_SECRET_ACCESS_KEY=wJalr/XUtn id=AKIAIOSFODNN7EXAMPLE\n',
      ['AWS_SECRET_ACCESS_KEY=… id=…'],
    ],
    ['a secret in quotes', `{"password": "two words", "user": "ada"}\n`, ['{"password": …, "user": "ada"}']],
    [
      'a token by its look',
      'login eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln ghp_abcdefghijklmnopqrstuvwxyz0123456789\n',
      ['login … …'],
    ],
    [
      'what is only called alike',
      'tests passed: 10, compass: north, 3 tokens\n',
      ['tests passed: 10, compass: north, 3 tokens'],
    ],
  ])('is shown without more than its text: %s', (_, text, lines) => {
    expect(consoleLines(text)).toEqual({ lines, rest: '' });
  });

  it('leaves the part of a line for later, and cuts what is endless', () => {
    expect(consoleLines('one\ntw')).toEqual({ lines: ['one'], rest: 'tw' });
    const { lines, rest } = consoleLines(`${'x'.repeat(5_000)}\n${'y'.repeat(5_000)}`);
    expect([lines[0]?.length, rest.length]).toEqual([1_000, 1_000]);
  });
});
