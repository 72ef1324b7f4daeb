import pg from 'pg';

// Comments of databases are the whole server's to read: one query tells whose each database is, without opening any.
export const COMMENT = "shobj_description(oid, 'pg_database')";
const OWNED = /^portolan installation ([0-9a-f-]{36})$/;
const SHARED = 'portolan template of ';
/** More installations than this on one server and login forget the oldest, which says so again at its next start. */
const MOST_SHARERS = 200;

/** The statement that marks a tenant's database as an installation's. */
export function markStatement(database: string, installation: string): string {
  return commentStatement(database, `portolan installation ${installation}`);
}

/** The installation that a tenant's database names as its own; null where it names none. */
export function installationOf(comment: string | null): string | null {
  return OWNED.exec(comment ?? '')?.[1] ?? null;
}

/**
 * The statement that adds somebody to those that copy a template; null where they are among them. A name is that of an
 * installation and its prefix: the same one with another prefix is not at home here.
 */
export function joinStatement(template: string, comment: string | null, name: string): string | null {
  const sharers = sharersOf(comment);
  if (sharers.includes(name)) return null;
  return commentStatement(template, SHARED + [...sharers, name].slice(-MOST_SHARERS).join(' '));
}

/** Who copies a template, as far as its comment says. */
export function sharersOf(comment: string | null): string[] {
  return comment?.startsWith(SHARED) ? comment.slice(SHARED.length).split(' ') : [];
}

function commentStatement(database: string, text: string): string {
  return `comment on database ${pg.escapeIdentifier(database)} is ${pg.escapeLiteral(text)}`;
}
