import { type Credential, DEFAULT_PORTS } from '@portolan/contract';
import type { ConnectionText } from '@portolan/contract/connection-text';
import { language } from '../../../lib/locale.ts';
import { blankDraft, type ConnectionDraft, type TextName } from './draft.ts';
import { defaultTlsMode } from './tls.ts';
import { t } from './url-texts.ts';

/**
 * A draft of what a text says, and of nothing else: what was filled in before was about another server, its password
 * and its protection above all. What people call it and sort it by stays, since no text has it.
 */
export function textDraft(text: ConnectionText, draft: ConnectionDraft): ConnectionDraft {
  const { name, description, environment, ownerId, tags } = draft;
  const { port } = text;
  return {
    ...blankDraft(text.dbType),
    name,
    description,
    environment,
    ownerId,
    tags,
    host: text.host,
    port: String(port),
    portChosen: port !== DEFAULT_PORTS[text.dbType],
    databaseName: text.databaseName ?? '',
    username: text.username ?? '',
    ...(text.options as Texts),
    ...secretsOf(text.credential),
    sslMode: text.sslMode ?? defaultTlsMode(text.host),
    tlsChosen: text.sslMode !== null,
  };
}

/** What is there is a text. */
type Texts = Partial<Record<TextName, string>>;

function secretsOf(credential: Credential | null): Texts & Pick<ConnectionDraft, 'signIn'> {
  if (!credential) return { signIn: null };
  const { type, ...secrets } = credential;
  return { signIn: type, ...(secrets as Texts) };
}

const listed = (parts: readonly string[]) => new Intl.ListFormat(language()).format(parts);

/** "host, port and password": what a text has filled in. */
export function filledBy({ databaseName, username, credential }: ConnectionText): string {
  const { host, port, database, username: user, secrets } = t();
  const named = [databaseName ? database : '', username ? user : '', credential ? secrets[credential.type] : ''];
  return listed([host, port, ...named].filter((part) => part !== ''));
}

/** "sslrootcert (a file: …) and application_name". */
export function leftOut({ left }: ConnectionText): string {
  const most = 60;
  return listed(
    left.map(({ name, why }) => (why ? `${name.slice(0, most)} (${t().reason(why)})` : name.slice(0, most))),
  );
}
