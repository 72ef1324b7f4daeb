import { AppError, explainKeys, type Services } from '@portolan/core';

const BELIEVED_MS = 60_000;

/**
 * Whether this worker may serve the database that it was given: migrated as its build knows it, and by keys of its
 * installation. Nothing is brought up to date here. Looked at once a minute; a refusal is looked at again each time.
 */
export class Admission {
  readonly #services: Services;
  #until = 0;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Throws what is wrong. */
  async assert(): Promise<void> {
    if (Date.now() < this.#until) return;
    const refusal = await whyNot(this.#services);
    if (refusal !== null) throw new AppError('UNAVAILABLE', refusal, { retryAfter: 30 });
    this.#until = Date.now() + BELIEVED_MS;
  }
}

async function whyNot({ db, storedKeys }: Services): Promise<string | null> {
  if (await db.isBeingRestored()) return 'A backup is being brought back into this database';
  const { missing, unknown } = await db.standing();
  if (missing.length > 0) return `This database is older than this worker: run portolan migrate (${missing.at(-1)})`;
  if (unknown.length > 0) return `This database is newer than this worker: deploy its version (${unknown.at(-1)})`;
  return (await storedKeys.recognise()) === 'foreign' ? explainKeys(storedKeys.missing) : null;
}
