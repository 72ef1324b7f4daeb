import type { MikroORM } from '@mikro-orm/postgresql';

/** An ORM that is made when it is first needed: getting to know its entities takes longer than most requests. */
export class LazyOrm {
  readonly #make: () => MikroORM;
  #orm: MikroORM | undefined;

  constructor(make: () => MikroORM) {
    this.#make = make;
  }

  open(): MikroORM {
    this.#orm ??= this.#make();
    return this.#orm;
  }

  async close(): Promise<void> {
    await this.#orm?.close(true);
  }
}
