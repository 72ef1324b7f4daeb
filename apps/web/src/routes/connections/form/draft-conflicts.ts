import { type Connection, KIND_LABELS } from '@portolan/contract';
import type { Conflict } from '../../../components/conflict-panel.tsx';
import { type ConnectionDraft, toDraft } from './draft.ts';
import { effectiveTlsMode, TLS_LABELS } from './tls.ts';

const LABELS = {
  name: 'Connection Name',
  description: 'Description',
  dbType: 'Database Type',
  host: 'Host',
  port: 'Port',
  databaseName: 'Database Name',
  username: 'Username',
  sslMode: 'TLS Mode',
  sslCa: 'CA Certificate',
  sslCert: 'Client Certificate',
  schema: 'Schema',
  instanceName: 'Instance Name',
  httpPath: 'HTTP Path',
  account: 'Account',
  warehouse: 'Warehouse',
  role: 'Role',
} as const;
type Name = keyof typeof LABELS;
const NAMES = Object.keys(LABELS) as Name[];

/** What of a connection was changed since the form was opened, beside what was typed. What nobody typed is theirs. */
export function draftConflicts(draft: ConnectionDraft, base: Connection, current: Connection): Conflict[] {
  const [before, theirs] = [toDraft(base), toDraft(current)];
  const changed = NAMES.filter((name) => theirs[name] !== before[name] && theirs[name] !== draft[name]);
  return changed.map((name) => ({
    name,
    label: LABELS[name],
    mine: shown(draft, name),
    theirs: shown(theirs, name),
    side: draft[name] === before[name] ? 'theirs' : 'mine',
  }));
}

/** What taking a value from a draft changes, with what goes along with it. */
export function valueFrom(draft: ConnectionDraft, name: string): Partial<ConnectionDraft> {
  const value = { [name]: draft[name as Name] };
  if (name === 'port') return { ...value, portChosen: draft.portChosen };
  return name === 'sslMode' ? { ...value, tlsChosen: true } : value;
}

function shown(draft: ConnectionDraft, name: Name): string {
  if (name === 'dbType') return KIND_LABELS[draft.dbType];
  if (name === 'sslMode') return TLS_LABELS[effectiveTlsMode(draft)];
  const text = draft[name];
  return name === 'sslCa' || name === 'sslCert' ? text && `PEM of ${text.length} characters` : text;
}
