import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { BuilderLogin, OrmKind, Reach } from './reach/reach.ts';

/**
 * An ORM that is loaded and made when it is first needed: either takes longer than most requests, and who only reads
 * needs none.
 */
export class LazyOrm {
  readonly #connect: () => Promise<MikroORM>;
  #orm: Promise<MikroORM> | undefined;

  constructor(reach: Reach, kind: OrmKind, login: BuilderLogin) {
    this.#connect = async () => {
      const { connect } = await import('./orm/connect.ts');
      return connect(reach, kind, login);
    };
  }

  /** For one piece of work: what it has read it shares with no other. */
  async fork(options?: Parameters<EntityManager['fork']>[0]): Promise<EntityManager> {
    this.#orm ??= this.#connect().catch((error) => {
      this.#orm = undefined;
      throw error;
    });
    return (await this.#orm).em.fork(options);
  }

  async close(): Promise<void> {
    await (await this.#orm)?.close(true);
  }
}
