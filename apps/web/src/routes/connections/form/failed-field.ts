import type { DiagnosisCode, Stage, StageResult } from '@portolan/contract';
import type { ConnectionDraft } from './draft.ts';
import { credentialFields, shownFields } from './form-fields.ts';

/** Any part of what signs in. */
const CREDENTIAL = 'credential';
const TLS_FIELDS = ['sslMode', 'encrypt', 'host'];

/** Which fields the cause of a failure stands in, the likeliest first. */
const BY_CODE: Partial<Record<DiagnosisCode, readonly string[]>> = {
  CREDENTIAL_REENTRY_REQUIRED: [CREDENTIAL],
  CREDENTIAL_UNREADABLE: [CREDENTIAL],
  TCP_REFUSED: ['port'],
  WRONG_SERVICE: ['port'],
  TLS_UNTRUSTED: ['sslCa', 'sslMode', 'encrypt'],
  TLS_HOSTNAME: ['host'],
  AUTH_FAILED: [CREDENTIAL, 'username'],
  DATABASE_NOT_FOUND: ['databaseName', 'httpPath'],
};
const BY_STAGE: Partial<Record<Stage, readonly string[]>> = {
  policy: ['host'],
  dns: ['host'],
  tcp: ['host'],
  tls: TLS_FIELDS,
  auth: [CREDENTIAL, 'username'],
  database: ['databaseName', 'httpPath'],
};
/** No field is to blame for these. */
const ELSEWHERE: readonly DiagnosisCode[] = [
  'CAPACITY',
  'WAREHOUSE_STARTING',
  'CANCELLED',
  'DRIVER_CRASHED',
  'DRIVER_HOST_UNREACHABLE',
];

export interface FailedField {
  name: string;
  label: string;
}

/** The field of the form that a test stopped at, as far as it has one. */
export function failedField(stage: StageResult | undefined, draft: ConnectionDraft): FailedField | undefined {
  if (!stage || (stage.code && ELSEWHERE.includes(stage.code))) return undefined;
  const wanted = (stage.code && BY_CODE[stage.code]) ?? BY_STAGE[stage.stage] ?? [];
  const secrets = credentialFields(draft);
  // A pair is judged as one; its secret half is the likelier to be wrong.
  const secret = secrets.findLast(({ control, name }) => control === 'secret' && name !== 'passphrase') ?? secrets[0];
  const shown = [...shownFields(draft), ...secrets];
  for (const name of wanted) {
    const found = name === CREDENTIAL ? secret : shown.find((field) => field.name === name);
    if (found) return { name: found.name, label: found.label };
  }
  return undefined;
}
