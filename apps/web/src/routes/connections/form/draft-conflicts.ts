import { type Connection, type ErrorDetail, KIND_LABELS } from '@portolan/contract';
import { changedBy } from '../../../lib/changed-by.ts';
import type { Conflict } from '../../../lib/use-conflicts.ts';
import { environmentLabel } from '../order/environments.ts';
import { isCredentialTyped } from './credential.ts';
import { type ConnectionDraft, SECRET_NAMES, toDraft } from './draft.ts';
import { fieldLabel } from './form-fields.ts';
import { t } from './texts.ts';
import { effectiveTlsMode } from './tls.ts';

/** Those of the form itself, with the key of their label, and those of the fields of a kind. */
const OWN_NAMES = ['name', 'description', 'environment', 'ownerId', 'tags', 'dbType'] as const;
const FIELD_NAMES = [
  'host',
  'port',
  'databaseName',
  'username',
  'sslMode',
  'sslCa',
  'sslCert',
  'schema',
  'instanceName',
  'httpPath',
  'account',
  'warehouse',
  'role',
] as const;
type OwnName = (typeof OWN_NAMES)[number];
type Name = OwnName | (typeof FIELD_NAMES)[number];
const NAMES: readonly Name[] = [...OWN_NAMES, ...FIELD_NAMES];

const isOwn = (name: Name): name is OwnName => OWN_NAMES.some((own) => own === name);
const labelOf = (name: Name) => (isOwn(name) ? t()[name] : fieldLabel(name));

/** The name of all secrets together, which are stored as one and never shown. */
const CREDENTIAL = 'credential';

interface Meanwhile {
  base: Connection;
  current: Connection;
  /** Who changed what, by the names of the server. */
  changes: readonly ErrorDetail[];
  ownerName(id: string): string;
}

/** What of a connection was changed since the form was opened, beside what was typed. What nobody typed is theirs. */
export function draftConflicts(draft: ConnectionDraft, { base, current, changes, ownerName }: Meanwhile): Conflict[] {
  const [before, theirs] = [toDraft(base), toDraft(current)];
  const changed = NAMES.filter((name) => differ(theirs[name], before[name]) && differ(theirs[name], draft[name]));
  const fields = changed.map((name): Conflict => {
    return {
      name,
      label: labelOf(name),
      mine: shown(draft, name, ownerName),
      theirs: shown(theirs, name, ownerName),
      side: differ(draft[name], before[name]) ? 'mine' : 'theirs',
      by: changedBy(changes, name, name === 'sslMode' ? 'useSsl' : 'options', 'options'),
    };
  });
  return changes.some(({ path }) => path === CREDENTIAL) ? [...fields, credentialConflict(draft, changes)] : fields;
}

function credentialConflict(draft: ConnectionDraft, changes: readonly ErrorDetail[]): Conflict {
  const [label, by] = [t().credentialConflict, changedBy(changes, CREDENTIAL)];
  const typed = draft.removeCredential ? t().removeIt : isCredentialTyped(draft) && t().typedHere;
  if (typed) return { name: CREDENTIAL, label, by, mine: typed, theirs: t().storedByThem, side: 'mine' };
  return { name: CREDENTIAL, label, by, mine: null, theirs: t().theirsIsKept, side: 'theirs' };
}

/** What taking a value from a draft changes, with what goes along with it. */
export function valueFrom(draft: ConnectionDraft, name: string): Partial<ConnectionDraft> {
  if (name === CREDENTIAL) {
    const secrets = Object.fromEntries(SECRET_NAMES.map((secret) => [secret, draft[secret]]));
    return { ...secrets, removeCredential: draft.removeCredential };
  }
  const value = { [name]: draft[name as Name] };
  if (name === 'port') return { ...value, portChosen: draft.portChosen };
  return name === 'sslMode' ? { ...value, tlsChosen: true } : value;
}

const differ = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other);

function shown(draft: ConnectionDraft, name: Name, ownerName: Meanwhile['ownerName']): string {
  if (name === 'environment') return environmentLabel(draft.environment);
  if (name === 'ownerId') return draft.ownerId && ownerName(draft.ownerId);
  if (name === 'tags') return draft.tags.join(', ');
  if (name === 'dbType') return KIND_LABELS[draft.dbType];
  if (name === 'sslMode') return t().tlsModes[effectiveTlsMode(draft)];
  const text = draft[name];
  return name === 'sslCa' || name === 'sslCert' ? text && t().pemOf(text.length) : text;
}
