import type {
  Connection,
  ConnectionOptions,
  CreateConnectionInput,
  TestConnectionInput,
  UpdateConnectionInput,
} from '@portolan/contract';
import { toCredential } from './credential.ts';
import { type ConnectionDraft, toDraft } from './draft.ts';
import { type FormField, shownFields } from './form-fields.ts';
import { effectiveTlsMode, TLS_SWITCHES } from './tls.ts';

const NO_OPTION = new Set(['host', 'port', 'databaseName', 'username', 'tlsKey']);
const orNull = (value: string) => (value === '' ? null : value);

function optionOf(draft: ConnectionDraft, field: FormField): ConnectionOptions {
  if (field.control === 'tls-mode') return { sslMode: draft.sslMode };
  if (field.control === 'switch') return { [field.name]: TLS_SWITCHES[field.name].isOn(draft.sslMode) };
  const text = draft[field.name];
  if (NO_OPTION.has(field.name) || text.trim() === '') return {};
  // PEM goes as it came, with its line ends.
  return { [field.name]: field.control === 'pem' ? text : text.trim() };
}

/** What the fields of the kind say, those alone that are shown. */
export function toOptions(draft: ConnectionDraft): ConnectionOptions {
  const fields = shownFields(draft);
  const options = Object.assign({}, ...fields.map((field) => optionOf(draft, field))) as ConnectionOptions;
  // The two switches of SQL Server cannot say this one.
  const unsaid = draft.sslMode === 'verify-ca' && fields.some(({ control }) => control === 'switch');
  if (unsaid) options.sslMode = draft.sslMode;
  // A switch that is hidden is off.
  if (options.encrypt === false) options.trustServerCertificate = false;
  return options;
}

function targetOf(draft: ConnectionDraft) {
  const credential = draft.removeCredential ? undefined : toCredential(draft);
  const takesUsername = shownFields(draft).some(({ name }) => name === 'username');
  return {
    host: draft.host.trim(),
    port: draft.port.trim() === '' ? Number.NaN : Number(draft.port),
    databaseName: orNull(draft.databaseName.trim()),
    // What has no field is not touched.
    ...(takesUsername && { username: orNull(draft.username) }),
    useSsl: effectiveTlsMode(draft) !== 'disable',
    dbType: draft.dbType,
    options: toOptions(draft),
    ...(credential && { credential }),
  };
}

const namesOf = (draft: ConnectionDraft) => ({
  name: draft.name.trim(),
  description: orNull(draft.description.trim()),
  environment: draft.environment,
  ownerId: orNull(draft.ownerId),
  tags: [...draft.tags],
});

export function toCreateInput(draft: ConnectionDraft): CreateConnectionInput {
  return { ...namesOf(draft), ...targetOf(draft) } as CreateConnectionInput;
}

/**
 * What was changed in the form, and nothing else: the rest may have been changed by somebody else. Blank keeps what is
 * stored, anything entered replaces it whole, the explicit removal sends an empty password.
 */
export function toUpdateInput(draft: ConnectionDraft, saved: Connection): UpdateConnectionInput {
  const removal = draft.removeCredential ? { password: '' } : {};
  const before = new Map(Object.entries(storedBy(toDraft(saved))));
  const changed = Object.entries(storedBy(draft)).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before.get(name)),
  );
  return { id: saved.id, expectedUpdatedAt: saved.updatedAt, ...Object.fromEntries(changed), ...removal };
}

const storedBy = (draft: ConnectionDraft) => ({ ...namesOf(draft), ...targetOf(draft) });

/** A blank credential borrows the stored one, which the server lends only to the unchanged destination. */
export function toTestInput(draft: ConnectionDraft, saved: Connection | null): TestConnectionInput {
  const target = targetOf(draft);
  const borrow = saved?.hasCredential && !target.credential && !draft.removeCredential;
  return { ...target, ...(saved && borrow && { connectionId: saved.id }) } as TestConnectionInput;
}
