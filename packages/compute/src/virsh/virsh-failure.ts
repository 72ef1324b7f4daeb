import { seenText } from '@portolan/contract';
import { ComputeError } from '../compute-error.ts';
import type { ComputeFailureCode } from '../hypervisor.ts';

/** A call that virsh has ended with an error. `said` is what stood on its error output: it stays in this process. */
export class VirshFailure extends ComputeError {
  readonly said: string;

  constructor(code: ComputeFailureCode, message: string, said: string) {
    super(code, message);
    this.said = said;
  }
}

const UNREACHABLE =
  /failed to connect to the hypervisor|[Ee]nd of file while reading|socket is closed|hangup|Cannot (?:recv|write) data|keepalive|Disconnected from|connection is not open|Connection reset/;
const KINDS: [ComputeFailureCode, RegExp, string][] = [
  ['UNREACHABLE', UNREACHABLE, 'The hypervisor cannot be reached'],
  [
    'NOT_FOUND',
    /failed to get (?:domain|vol|pool|network)|(?:[Dd]omain|[Vv]olume|[Pp]ool) not found|no (?:domain|storage vol|storage pool) with matching/,
    'The hypervisor has no such thing',
  ],
  [
    'CAPACITY',
    /No space left|[Cc]annot allocate memory|[Uu]nable to allocate|annot set up guest memory|enough (?:free )?(?:space|memory)|Disk quota exceeded/,
    'The hypervisor has no room for it',
  ],
  [
    'CONFLICT',
    /already active|already running|already exists|exists already|already defined|is not running|not active|is already/,
    'The machine is not in the state for it',
  ],
  ['UNSUPPORTED', /not supported|unsupported|does not support/i, 'The hypervisor cannot do this'],
];
const WORDS_MAX = 300;

/** What the error output of virsh means. */
export function virshFailure(said: string): VirshFailure {
  const [code, , sentence] = KINDS.find(([, pattern]) => pattern.test(said)) ?? [
    'REFUSED' as const,
    null,
    'The hypervisor refused',
  ];
  const words = wordsOf(said);
  return new VirshFailure(code, words ? `${sentence}: ${words}` : sentence, said);
}

/** The last of its lines is the cause; whatever stands in it, it is one bounded line of seen text. */
function wordsOf(said: string): string {
  const lines = said.split('\n').filter((line) => line.startsWith('error: '));
  const cause = lines.at(-1)?.slice('error: '.length) ?? said.trim().split('\n').at(-1) ?? '';
  return Array.from(seenText(cause)).slice(0, WORDS_MAX).join('');
}
