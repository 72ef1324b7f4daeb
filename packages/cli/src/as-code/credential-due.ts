import type { Connection } from '@portolan/contract';
import type { PlanOptions } from './change.ts';
import { type DesiredConnection, variablesOf } from './desired.ts';

/** What a stored secret is bound to, or is of no use without. */
const BOUND = ['dbType', 'host', 'port', 'useSsl', 'options', 'username'];

/**
 * Whether a secret is sent. A hub tells none, so that nobody can see whether the stored one is another: it is sent where
 * none can be used, where what it is for becomes another, and where somebody asks for it.
 */
export function credentialDue(
  { credential }: DesiredConnection,
  found: Pick<Connection, 'hasCredential' | 'credentialState'>,
  changed: object,
  asked: PlanOptions['secrets'],
): 'called for' | 'asked' | null {
  if (credential === undefined) return null;
  if (credential === null) return found.hasCredential ? 'called for' : null;
  if (asked === 'all' || variablesOf(credential).some((name) => asked.has(name))) return 'asked';
  return found.credentialState !== 'ready' || BOUND.some((key) => key in changed) ? 'called for' : null;
}
