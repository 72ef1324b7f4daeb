import type { Connection } from '@portolan/contract';
import { canonicalHost, tlsModeOf, trustAnchorOf } from '@portolan/contract';
import { isCredentialTyped } from './credential.ts';
import { type ConnectionDraft, toDraft } from './draft.ts';
import { toOptions } from './payload.ts';
import { hasTlsChoice } from './tls.ts';

const PARTS = ['dbType', 'host', 'port', 'account', 'httpPath', 'instanceName'] as const;

/** What a stored credential is bound to: the same list as the server's. */
export function isSameDestination(draft: ConnectionDraft, saved: Connection): boolean {
  const before = toDraft(saved);
  if (PARTS.some((part) => comparable(draft, part) !== comparable(before, part))) return false;
  if (trustAnchorOf(toOptions(draft)) !== trustAnchorOf(saved.options)) return false;
  return !hasTlsChoice(draft.dbType) || draft.sslMode === tlsModeOf(saved);
}

function comparable(draft: ConnectionDraft, part: (typeof PARTS)[number]): string {
  const text = draft[part].trim();
  if (part === 'host') return canonicalHost(text);
  return part === 'account' || part === 'instanceName' ? text.toLowerCase() : text;
}

export type CredentialFate = 'none' | 'kept' | 'unreadable' | 'sealed' | 'will-seal' | 'removed' | 'replaced';

/** What saving this draft does to the stored credential. */
export function credentialFate(draft: ConnectionDraft, saved: Connection | null): CredentialFate {
  if (!saved?.hasCredential) return 'none';
  if (draft.removeCredential) return 'removed';
  if (isCredentialTyped(draft)) return 'replaced';
  if (saved.credentialState === 'sealed' || saved.credentialState === 'unreadable') return saved.credentialState;
  return isSameDestination(draft, saved) ? 'kept' : 'will-seal';
}
