import type { NotificationTarget, NotificationTargetInput, WebhookFormat } from '@portolan/contract';
import { toBase64 } from '../crypto/base64.ts';
import { type Sealed, seal, unseal } from '../crypto/seal.ts';
import type { Keyring } from '../ports/index.ts';

/** What of a target is secret: its address, as that of a chat lets in whoever has it, and what its messages are signed with. */
export interface TargetSecrets {
  url: string;
  /** Null where the format knows no signature. */
  secret: string | null;
  former: string | null;
}

export interface StoredTarget {
  id: string;
  tenantId: string;
  encryptedTarget: string | null;
  targetKeyId: string | null;
}

const SECRET_BYTES = 32;

/** As Standard Webhooks writes it: `whsec_` and base64. */
export function newSecret(): string {
  return `whsec_${toBase64(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)))}`;
}

export function formatOf(target: NotificationTarget | NotificationTargetInput): WebhookFormat | null {
  return target.type === 'webhook' ? (target.format ?? 'standard') : null;
}

/** What everybody who manages rules may see of a target. */
export function shownTarget(target: NotificationTargetInput): NotificationTarget {
  if (target.type === 'email') return target;
  const { origin, pathname, search } = new URL(target.url);
  const format = target.format ?? 'standard';
  const isSecret = format !== 'standard';
  return { type: 'webhook', url: isSecret ? `${origin}/…` : `${origin}${pathname}${search && '?…'}`, format };
}

export function labelOf(target: NotificationTarget): string {
  return target.type === 'email' ? target.to.join(', ') : target.url;
}

/** Encrypts for one rule of one tenant: moved elsewhere, the text does not open. */
export function sealTarget(
  keyring: Keyring,
  rule: Pick<StoredTarget, 'id' | 'tenantId'>,
  secrets: TargetSecrets,
): Promise<Sealed> {
  return seal(keyring, JSON.stringify(secrets), bindingOf(rule));
}

/** Null where there is nothing, or no key that opens it. */
export async function openTarget(keyring: Keyring, rule: StoredTarget): Promise<TargetSecrets | null> {
  const { encryptedTarget: text, targetKeyId: keyId } = rule;
  if (!text || !keyId) return null;
  const opened = await unseal(keyring, { text, keyId }, bindingOf(rule));
  return opened === null ? null : (JSON.parse(opened) as TargetSecrets);
}

function bindingOf({ id, tenantId }: Pick<StoredTarget, 'id' | 'tenantId'>): string {
  return `portolan:notification:1:${tenantId}:${id}`;
}
