import { describe, expect, it } from 'vitest';
import { virshFailure } from './virsh-failure.ts';
import { virshScript } from './virsh-script.ts';

describe('what virsh says of a failure', () => {
  it.each([
    [
      "error: failed to connect to the hypervisor\nerror: Failed to connect socket to '/x': No such file or directory\n",
      'UNREACHABLE',
    ],
    [
      'error: Disconnected from qemu:///system due to end of file\nerror: End of file while reading data: Input/output error\n',
      'UNREACHABLE',
    ],
    ["error: failed to get domain 'nope'\n", 'NOT_FOUND'],
    [
      "error: failed to get pool 'p'\nerror: Storage pool not found: no storage pool with matching name 'p'\n",
      'NOT_FOUND',
    ],
    ["error: Failed to create vol y\nerror: storage volume 'y' exists already\n", 'CONFLICT'],
    ['error: Domain is already active\n', 'CONFLICT'],
    ['error: Failed to shutdown domain\nerror: Requested operation is not valid: domain is not running\n', 'CONFLICT'],
    ['error: cannot fill file: No space left on device\n', 'CAPACITY'],
    ["error: internal error: qemu: cannot set up guest memory 'pc.ram': Cannot allocate memory\n", 'CAPACITY'],
    ['error: this function is not supported by the connection driver: virStorageVolCreateXML\n', 'UNSUPPORTED'],
    ['error: something else\n', 'REFUSED'],
    ['', 'REFUSED'],
  ])('%j is %s', (said, code) => {
    expect(virshFailure(said).code).toBe(code);
  });

  it('becomes one bounded line in which everything is seen', () => {
    const { message } = virshFailure(`error: first\nerror: b\u202ead\t\u0007${'x'.repeat(1_000)}\n`);
    expect(message).toMatch(/^The hypervisor refused: b ad x{100,300}$/);
  });
});

it('words of a script stay words', () => {
  const script = virshScript([
    ['desc', '--title', `it's "x"; echo $y \\ z`],
    ['echo', ''],
  ]);
  expect(script).toBe(`desc --title 'it'\\''s "x"; echo $y \\ z'; echo ''`);
});
