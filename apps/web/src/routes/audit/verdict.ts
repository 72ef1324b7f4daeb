import type { AuditVerification } from '@portolan/contract';
import { verdictTexts } from './texts.ts';

/** What a verification found, in one sentence. */
export function verdictOf({ ok, checked, broken }: AuditVerification): string {
  const { empty, intact, event, unplaced, faults } = verdictTexts();
  if (ok || !broken) return checked === 0 ? empty : intact(checked);
  return faults[broken.reason](broken.seq === null ? unplaced : event(broken.seq));
}
