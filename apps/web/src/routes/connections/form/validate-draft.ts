import { type Connection, CreateConnectionInput, isEncryptedKey, pemFault } from '@portolan/contract';
import * as z from 'zod/mini';
import { complaint } from '../../../lib/complaint.ts';
import type { FieldErrors } from '../../../lib/form-errors.ts';
import { isCredentialTyped, tlsKeyOf } from './credential.ts';
import type { ConnectionDraft } from './draft.ts';
import { credentialFields, isTextField, shownFields, type TextFormField } from './form-fields.ts';
import { toCreateInput } from './payload.ts';
import { t } from './texts.ts';

/** Name of the field that an issue of the input belongs to. */
export function fieldOfPath(path: string, draft: ConnectionDraft): string {
  const [head, tail] = path.split('.');
  if (head === 'credential' || head === 'password') return tail ?? credentialFields(draft)[0]?.name ?? '';
  return head === 'options' && tail ? tail : (head ?? '');
}

/** The form's rules and the server's own, by field; what is missing is said in the field's words. */
export function validateDraft(draft: ConnectionDraft, saved: Connection | null): FieldErrors {
  const errors: FieldErrors = { ...missingTexts(draft, saved), ...pemFaults(draft), ...identityFaults(draft, saved) };
  if (draft.name.trim() === '') errors.name = t().nameMissing;
  const parsed = z.safeParse(CreateConnectionInput, toCreateInput(draft));
  for (const issue of parsed.error?.issues ?? []) {
    const field = fieldOfPath(issue.path.join('.'), draft);
    errors[field] ??= field === 'port' ? t().portWrong : complaint(issue.message);
  }
  return errors;
}

/** What is not saved needs no name. */
export function validateForTest(draft: ConnectionDraft, saved: Connection | null): FieldErrors {
  const { name: _name, ...errors } = validateDraft(draft, saved);
  return errors;
}

function missingTexts(draft: ConnectionDraft, saved: Connection | null): FieldErrors {
  // A credential is asked for once. Later, what stays blank is kept, and what is entered must be whole.
  const asked = !draft.removeCredential && (saved === null || isCredentialTyped(draft));
  const fields = [...shownFields(draft).filter(isTextField), ...(asked ? credentialFields(draft) : [])];
  const missing = fields.filter(({ required, name }) => required && draft[name].trim() === '');
  return Object.fromEntries(missing.map(({ name, label }) => [name, t().missing(label)]));
}

function pemFaults(draft: ConnectionDraft): FieldErrors {
  const isFilledPem = (field: TextFormField) => field.control === 'pem' && draft[field.name].trim() !== '';
  const fields = [...shownFields(draft).filter(isTextField), ...credentialFields(draft)].filter(isFilledPem);
  const faults = fields.map(({ name, pem }) => [name, pem && pemFault(draft[name], pem)] as const);
  return Object.fromEntries(faults.flatMap(([name, fault]) => (fault ? [[name, complaint(fault)]] : [])));
}

/** Certificates and keys go in pairs, and only one of the keys may be encrypted. */
function identityFaults(draft: ConnectionDraft, saved: Connection | null): FieldErrors {
  const errors: FieldErrors = {};
  const shown = shownFields(draft).some(({ name }) => name === 'sslCert');
  const key = tlsKeyOf(draft);
  const hasCertificate = shown && draft.sslCert.trim() !== '';
  if (key !== '' && !hasCertificate) errors.sslCert = t().certificateMissing;
  const isStored = saved?.hasCredential && Boolean(saved.options?.sslCert) && !isCredentialTyped(draft);
  const isAsked = !isStored && !draft.removeCredential;
  if (hasCertificate && key === '' && isAsked) errors.tlsKey = t().certificateKeyMissing;
  if (isEncryptedKey(key)) errors.tlsKey = t().keyEncrypted;
  const signsByKey = credentialFields(draft).some(({ name }) => name === 'privateKey');
  if (signsByKey && isEncryptedKey(draft.privateKey) && draft.passphrase === '') {
    errors.passphrase = t().passphraseMissing;
  }
  return errors;
}
