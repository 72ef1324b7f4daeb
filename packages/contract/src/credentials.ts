import { CREDENTIAL_STATES } from './connection-facts.ts';
import { text } from './text.ts';
import * as z from './zod.ts';

export const CREDENTIAL_MAX = 16_384;
const secret = text(1, CREDENTIAL_MAX);
const tlsKey = z.optional(secret);

/** Write-only secret of a connection. `password` in the inputs is shorthand for the first variant. */
export const Credential = z.discriminatedUnion('type', [
  // A login by certificate alone has a key and no password.
  z
    .strictObject({ type: z.literal('password'), password: text(0, 1000), tlsKey })
    .check(z.refine(({ password, tlsKey }) => password !== '' || tlsKey !== undefined, 'Password is required')),
  z.strictObject({ type: z.literal('token'), token: secret, tlsKey }),
  z.strictObject({ type: z.literal('keyPair'), privateKey: secret, passphrase: z.optional(text(1, 1000)), tlsKey }),
  z.strictObject({ type: z.literal('oauthClient'), clientId: text(1, 255), clientSecret: secret, tlsKey }),
]);
export type Credential = z.infer<typeof Credential>;

/** `none`: nothing stored. `ready`: usable. `sealed`: bound to an earlier destination until it is entered again.
 * `unreadable`: its key is not configured, so that it has to be entered again or the key brought back. */
export const CredentialState = z.enum(CREDENTIAL_STATES);
export type CredentialState = z.infer<typeof CredentialState>;
