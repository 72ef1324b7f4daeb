import { type EntityManager, SessionEntity, type SystemDatabase } from '@portolan/db';
import { type Adapter, Lucia, TimeSpan } from 'lucia';
import { toBase64Url } from '../crypto/base64.ts';
import { equalConstantTime, sha256 } from '../crypto/hash.ts';
import type { PrincipalRow, Sessions, ValidSession } from '../ports/index.ts';
import { SESSION_LIFETIME_MS } from '../session-lifetime.ts';
import { principalStatement } from './principal-statement.ts';
import { readCookie } from './read-cookie.ts';

// The only file that knows lucia: upstream is deprecated, so nothing else may lean on it.

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionAttributes>;
    DatabaseSessionAttributes: SessionAttributes;
    UserId: string;
  }
}
interface SessionAttributes {
  activeTenantId: string | null;
  createdAt: Date;
  userAgent: string | null;
  address: string | null;
}

const IDLE = new TimeSpan(10, 'd');
/** How exact "last seen" is: a session writes it no more often than this. */
const SEEN_EVERY_MS = 5 * 60_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function createSessions(db: SystemDatabase, options: { secureCookie: boolean }): Sessions {
  // `__Host-` demands Secure, which browsers honour over HTTPS only.
  const name = options.secureCookie ? '__Host-portolan_session' : 'portolan_session';
  const attributes = { secure: options.secureCookie, sameSite: 'lax', path: '/' } as const;
  const luciaOver = (adapter: Adapter) =>
    new Lucia(adapter, {
      sessionExpiresIn: IDLE,
      sessionCookie: { name, attributes },
      getSessionAttributes: (values) => values,
    });
  const lucia = luciaOver(createAdapter(db));
  /** A row that is remembered is looked at with each request: its validator is made once. */
  const validators = new WeakMap<PrincipalRow, Lucia<SessionAttributes>>();

  function validatorOf(row: PrincipalRow): Lucia<SessionAttributes> {
    const known = validators.get(row);
    if (known) return known;
    const made = luciaOver(createAdapter(db, { row }));
    validators.set(row, made);
    return made;
  }

  async function validate(token: string, row: PrincipalRow | undefined): Promise<ValidSession | null> {
    if (!row?.isActive) return null;
    const validator = validatorOf(row);
    const { session } = await validator.validateSession(token);
    if (!session) return null;
    if (Date.now() - row.createdAt.getTime() > SESSION_LIFETIME_MS) {
      await validator.invalidateSession(row.sessionId);
      return null;
    }
    if (Date.now() - row.lastSeenAt.getTime() > SEEN_EVERY_MS) await noteSeen(db, row);
    return { row, extended: session.fresh };
  }

  /** What is remembered is never older than a few hundredths of a second; who must know it of now asks afresh. */
  async function find(sessionId: string, tenantRef: string | null, afresh = false): Promise<PrincipalRow | undefined> {
    const read = async () => (await db.read<PrincipalRow>(principalStatement, [sessionId, tenantRef]))[0];
    return afresh ? read() : db.remembered.remember(`session:${sessionId}:${tenantRef ?? ''}`, read, scopesOf);
  }

  return {
    async create(em, account, { userAgent, address }, activeTenantId) {
      const sessionId = crypto.randomUUID();
      const token = `${sessionId}.${toBase64Url(crypto.getRandomValues(new Uint8Array(32)))}`;
      const attributes = { activeTenantId: activeTenantId ?? null, createdAt: new Date(), userAgent, address };
      const session = await luciaOver(createAdapter(db, { em, proof: account.proof })).createSession(
        account.id,
        attributes,
        {
          sessionId: token,
        },
      );
      return { token, sessionId, expiresAt: session.expiresAt };
    },
    async validateToken(token, tenantRef) {
      const [sessionId = '', secret = '', ...rest] = token.split('.');
      if (rest.length > 0 || !UUID.test(sessionId) || secret === '') return null;
      const row = await find(sessionId, tenantRef);
      if (!row || !equalConstantTime(row.secretHash, await sha256(secret))) return null;
      return validate(sessionId, row);
    },
    async validateId(sessionId, tenantRef, { afresh } = {}) {
      return UUID.test(sessionId) ? validate(sessionId, await find(sessionId, tenantRef, afresh)) : null;
    },
    sweep: () => lucia.deleteExpiredSessions(),
    cookie: (token) => lucia.createSessionCookie(token).serialize(),
    blankCookie: () => lucia.createBlankSessionCookie().serialize(),
    readCookie: (header) => readCookie(header, name),
  };
}

/** Who is at work in no tenant is not remembered: that depends on more than their own rows. */
function scopesOf(row: PrincipalRow | undefined): string[] | null {
  return row?.tenantId ? [`user:${row.userId}`, `tenant:${row.tenantId}`] : null;
}

async function noteSeen(db: SystemDatabase, row: PrincipalRow): Promise<void> {
  const { sessionId: id, userId } = row;
  // The row may be one that is remembered: it is noted once.
  row.lastSeenAt = new Date();
  // Two ids that the database has told; in one message, which is one transaction, and without an ORM for it.
  const asUser = `select set_config('portolan.user_id', '${userId}', true)`;
  await db.pool.query(`${asUser}; update sessions set last_seen_at = now() where id = '${id}'`);
}

const OPEN_SESSION = 'select open_session(?, ?, ?, ?, ?, ?, ?, ?, ?) as done';
/** For the owner alone: the restricted role opens no session without a proof. */
const HAND_SESSION = `
  insert into sessions (
    id, user_id, secret_hash, active_tenant_id, user_agent, address, created_at, last_seen_at, expires_at, handed_over)
  select session.id, session.user_id, session.secret_hash, session.tenant_id, session.agent, session.address,
         session.opened, session.opened, session.until, true
  from (values (?::uuid, ?::text, ?::uuid, ?::uuid, ?::text, ?::text, ?::timestamptz, ?::timestamptz))
    as session (id, secret_hash, user_id, tenant_id, agent, address, opened, until)`;

interface AdapterScope {
  /** What one prepared statement has already read of the session at hand. */
  row?: PrincipalRow;
  /** The transaction that a new session becomes part of, and the proof of its user's password. */
  em?: EntityManager;
  proof?: string | null;
}

/** Lucia over the system database. */
function createAdapter(db: SystemDatabase, { row, em: outer, proof }: AdapterScope = {}): Adapter {
  // The rows of a session are its user's own.
  const scope = row ? { userId: row.userId } : {};
  return {
    async getSessionAndUser() {
      if (!row) return [null, null];
      const attributes = { activeTenantId: null, createdAt: row.createdAt, userAgent: null, address: null };
      return [
        { id: row.sessionId, userId: row.userId, expiresAt: row.expiresAt, attributes },
        { id: row.userId, attributes: {} },
      ];
    },
    getUserSessions: (userId) =>
      db.transaction({ userId }, async (em) => {
        const fields = ['activeTenantId', 'createdAt', 'userAgent', 'address', 'expiresAt', 'userId'] as const;
        const sessions = await em.find(SessionEntity, { userId }, { fields });
        return sessions.map(
          ({ id, userId, expiresAt, activeTenantId = null, createdAt, userAgent = null, address = null }) => {
            return { id, userId, expiresAt, attributes: { activeTenantId, createdAt, userAgent, address } };
          },
        );
      }),
    async setSession(session) {
      if (!outer) throw new Error('a session is made inside a transaction');
      const [id = '', secret = ''] = session.id.split('.');
      const { activeTenantId, userAgent, address, createdAt } = session.attributes;
      const whose = [id, await sha256(secret), session.userId];
      const how = [activeTenantId, userAgent, address, createdAt, session.expiresAt];
      if (proof === null) {
        await outer.execute(HAND_SESSION, [...whose, ...how]);
        return;
      }
      const [opened] = await outer.execute<{ done: boolean | null }[]>(OPEN_SESSION, [...whose, proof ?? '', ...how]);
      if (!opened?.done) throw new Error('a session is opened with the proof of a password');
    },
    async updateSessionExpiration(id, expiresAt) {
      await db.transaction(scope, (em) => em.nativeUpdate(SessionEntity, { id }, { expiresAt }));
    },
    async deleteSession(id) {
      await db.transaction(scope, (em) => em.nativeDelete(SessionEntity, { id }));
    },
    async deleteUserSessions(userId) {
      await db.transaction({ userId }, (em) => em.nativeDelete(SessionEntity, { userId }));
    },
    async deleteExpiredSessions() {
      await db.transaction({}, (em) => em.execute('select sweep_sessions()'));
    },
  };
}
