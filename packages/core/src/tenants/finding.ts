export const PROBLEMS = [
  'unfinished restore',
  'newer version',
  'missing migrations',
  'missing rights',
  'foreign keys',
  'audit not begun',
  'wrong server',
  'server away',
  'stale provisioning',
  'unfinished purge',
  'missing database',
  'failed',
  'behind in migrations',
  'orphan database',
  'no active admin',
  'unknown key',
] as const;
export type Problem = (typeof PROBLEMS)[number];

/** Something to mend. */
export interface Finding {
  problem: Problem;
  slug: string;
  detail: string;
}
