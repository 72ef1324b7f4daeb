import type { Incident } from '@portolan/contract';
import { now } from '../../lib/clock.ts';
import { momentOf } from '../../lib/format.ts';
import { useSession } from '../../lib/session.tsx';
import { words } from './words.ts';

/** "Acknowledged by ines@example.com, 09:20." */
export function useAcknowledgedText(): (incident: Incident) => string | undefined {
  const session = useSession();
  return ({ acknowledgedBy, acknowledgedAt }) => {
    if (acknowledgedAt === null) return undefined;
    const at = momentOf(acknowledgedAt, now());
    // Who is gone since has no address any more.
    if (acknowledgedBy === null) return words().statuses.acknowledged;
    return acknowledgedBy === session().me.email ? words().byYou(at) : words().by(acknowledgedBy, at);
  };
}
