import type { Credential } from '@portolan/contract';
import type { ConnectionDraft } from './draft.ts';
import { credentialFields, credentialForm, shownFields } from './form-fields.ts';

/** The key of the client certificate, where the connection presents one. */
export function tlsKeyOf(draft: ConnectionDraft): string {
  return shownFields(draft).some(({ name }) => name === 'tlsKey') ? draft.tlsKey : '';
}

/** Whether anything of a credential is entered: on an edit, that replaces what is stored, whole. */
export function isCredentialTyped(draft: ConnectionDraft): boolean {
  return tlsKeyOf(draft) !== '' || credentialFields(draft).some(({ name }) => draft[name] !== '');
}

/** What is entered in the chosen way to sign in; undefined where nothing is. */
export function toCredential(draft: ConnectionDraft): Credential | undefined {
  if (!isCredentialTyped(draft)) return undefined;
  const { type } = credentialForm(draft);
  const key = tlsKeyOf(draft);
  const parts = credentialFields(draft).map(({ name }) => [name, draft[name]] as const);
  // A password may be empty, where a certificate signs in; every other part is there or is not.
  const given = parts.filter(([name, text]) => text !== '' || name === 'password');
  return { type, ...Object.fromEntries(given), ...(key && { tlsKey: key }) } as Credential;
}
