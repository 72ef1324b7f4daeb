import { type ServerMarks, TenantEntity } from '@portolan/db';
import { AppError } from '../errors.ts';
import type { ServerState, TenantServer } from '../ports/index.ts';
import { type Databases, evidenceOf } from './server-evidence.ts';

type Say = (fields: object, message: string) => void;
type Own = Databases & { log: { info: Say; warn: Say; error: Say } };
type Tenant = { id: string; slug: string };

const BELIEVED_MS = 60_000;
/** An upgrade may find thousands without a mark: so many are looked into before all of them are believed. */
const SAMPLE = 20;

export function createTenantServer(own: Own): TenantServer {
  return new ServerOfDatabases(own);
}

class ServerOfDatabases implements TenantServer {
  readonly #own: Own;
  #state: ServerState = 'ours';
  #knownUntil = 0;

  constructor(own: Own) {
    this.#own = own;
  }

  get state(): ServerState {
    return this.#state;
  }

  async recognise(): Promise<ServerState> {
    const found = await this.#look();
    if (found !== this.#state) this.#say(found);
    this.#own.tenantDatabases.refuse(found !== 'ours');
    this.#state = found;
    this.#knownUntil = found === 'ours' ? Date.now() + BELIEVED_MS : 0;
    return found;
  }

  async assertOurs(): Promise<void> {
    if (Date.now() < this.#knownUntil || (await this.recognise()) === 'ours') return;
    throw new AppError('UNAVAILABLE', explainServer(this.#state), { retryAfter: 30 });
  }

  async holdsOthers(): Promise<boolean> {
    const { db, tenantDatabases } = this.#own;
    const [{ databases }, own] = await Promise.all([tenantDatabases.marks(), db.installation()]);
    const marks = [...databases.values()];
    return marks.some((mark) => mark !== null && mark !== own) || (await this.recognise()) === 'foreign';
  }

  async adopt(): Promise<void> {
    await this.#own.tenantDatabases.join();
    await this.recognise();
  }

  #say(found: ServerState): void {
    const { log } = this.#own;
    if (found === 'ours') log.info({}, 'the server of the tenants is the right one again');
    else log.error({ tenantDatabases: found }, explainServer(found));
  }

  async #look(): Promise<ServerState> {
    const { db, tenantDatabases } = this.#own;
    // Rows first: a tenant that is made in between has its database on whatever the marks tell next.
    const known = await db.ownerTransaction((em) =>
      em.find(TenantEntity, { status: { $ne: 'provisioning' } }, { fields: ['id', 'slug'] }),
    );
    const marks = await tenantDatabases.marks();
    const unmarked = known.filter(({ slug }) => marks.databases.get(slug) === null);
    if (marks.ours) {
      if (!marks.joined && known.length > 0) await tenantDatabases.join(true);
      await this.#adoptEach(unmarked.slice(0, SAMPLE));
      return 'ours';
    }
    return this.#judge(known, unmarked, marks);
  }

  /** A server that bears no mark of ours: of an older version, of somebody else, or one where nothing was made yet. */
  async #judge(known: Tenant[], unmarked: Tenant[], { databases }: ServerMarks): Promise<ServerState> {
    const { tenantDatabases } = this.#own;
    if (known.length === 0) return 'ours';
    if (known.some(({ slug }) => databases.get(slug))) return 'foreign';
    if (unmarked.length === 0) return 'empty';
    const evidence = [];
    for (const tenant of unmarked.slice(0, SAMPLE)) evidence.push(await evidenceOf(this.#own, tenant));
    if (evidence.includes('foreign')) return 'foreign';
    for (const { slug } of unmarked) await tenantDatabases.mark(slug);
    await tenantDatabases.join();
    return 'ours';
  }

  /** On our own server: those that came without a mark, as from a dump, unless they tell of somebody else. */
  async #adoptEach(unmarked: Tenant[]): Promise<void> {
    for (const tenant of unmarked) {
      const foreign = (await evidenceOf(this.#own, tenant)) === 'foreign';
      if (foreign)
        this.#own.log.warn({ tenant: tenant.slug }, 'the database of a tenant tells of another installation');
      else await this.#own.tenantDatabases.mark(tenant.slug);
    }
  }
}

export function explainServer(state: ServerState): string {
  switch (state) {
    case 'ours':
      return 'The server of the tenants is the right one';
    case 'empty':
      return "The server of TENANT_DB_* holds none of this installation's tenant databases: nothing is changed until it is the right one";
    case 'foreign':
      return 'The server of TENANT_DB_* holds the databases of another installation: nothing is changed until it is the right one';
  }
}
