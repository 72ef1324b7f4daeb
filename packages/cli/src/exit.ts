/** What a call ends with: docs/cli.md tells them. */
export const EXIT = {
  ok: 0,
  /** It was answered, and the answer is no: a test failed, a file differs, a change breaks somebody. */
  no: 1,
  usage: 2,
  /** The hub refused, or was not reached. */
  refused: 3,
  interrupted: 130,
} as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];
