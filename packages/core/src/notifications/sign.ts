import { fromBase64, toBase64 } from '../crypto/base64.ts';

/** The headers of Standard Webhooks, with a signature for each secret. `at` is when this attempt is made. */
export async function signedHeaders(
  { id, at, body }: { id: string; at: Date; body: string },
  secrets: readonly string[],
): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signatures = await Promise.all(secrets.map((secret) => signatureOf(secret, `${id}.${timestamp}.${body}`)));
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

async function signatureOf(secret: string, text: string): Promise<string> {
  const bytes = fromBase64(secret.replace(/^whsec_/, '')) ?? new Uint8Array();
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text));
  return `v1,${toBase64(new Uint8Array(mac))}`;
}
