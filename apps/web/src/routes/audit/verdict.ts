import type { AuditFault, AuditVerification } from '@portolan/contract';
import { wholeNumber } from '../../lib/format.ts';

const FAULTS: Partial<Record<AuditFault, string>> = {
  altered: 'was changed after it was written',
  missing: 'is not there any more',
  inserted: 'stands there without a place in the log: nothing of this installation wrote it',
  head: 'is not the last one that the log knows of: something behind it was taken away, or put there',
  key: 'was written with a key that this installation does not have',
  anchor: 'is not the one that the anchor stands for',
};

/** What is wrong with the log as a whole. */
const WHOLE: Partial<Record<AuditFault, string>> = {
  chain: 'The log itself was taken away: its chain is not there any more.',
  beginning:
    'Nothing under a key of this installation says that its log was begun: it was taken away, or this is another key.',
};

/** What a verification found, in one sentence. */
export function verdictOf({ ok, checked, broken }: AuditVerification): string {
  if (ok || !broken) {
    if (checked === 0) return 'The log is intact: it holds no event yet.';
    return `The log is intact: ${wholeNumber(checked)} ${checked === 1 ? 'event is' : 'events are'} as written.`;
  }
  const whole = WHOLE[broken.reason];
  if (whole) return whole;
  const which = broken.seq === null ? 'An event' : `Event #${broken.seq}`;
  return `${which} ${FAULTS[broken.reason]}.`;
}
