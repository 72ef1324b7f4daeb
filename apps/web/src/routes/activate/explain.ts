import { toFailure } from '../../lib/app-error.ts';
import { t } from './texts.ts';

const DEAD = ['unknown', 'expired', 'used'] as const;
/** Why a code opens nothing. */
export type Dead = (typeof DEAD)[number];

/** What a failure means here: the end of a code, or something to be told beside what is shown. */
export function explain(error: unknown): { dead: Dead | null; text: string } {
  const { code, message, issues } = toFailure(error);
  const dead = DEAD.find((why) => issues.some((issue) => issue.code === why)) ?? null;
  if (code === 'RATE_LIMITED') return { dead, text: t().tooMany };
  if (code === 'FORBIDDEN') return { dead, text: t().notHere };
  return { dead, text: message };
}
