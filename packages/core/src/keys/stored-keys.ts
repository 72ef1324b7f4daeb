import type { SystemDatabase } from '@portolan/db';
import type { Keyring } from '../crypto/keyring.ts';
import { AppError } from '../errors.ts';
import { readNeededKeys } from './needed-keys.ts';

type Say = (fields: object, message: string) => void;

interface Own {
  db: SystemDatabase;
  keyring: Keyring;
  log: { info: Say; error: Say };
}

/**
 * `unreadable`: something that is stored needs a key of this installation that is not configured. `foreign`: none of its
 * keys is, as where the database of one installation is configured with the key of another.
 */
export type KeyState = 'ok' | 'unreadable' | 'foreign';

/**
 * How the configured keys stand to what is stored, as it was found last. A key is the installation's once a server with
 * another of its keys has worked with it: what a process with a foreign key writes makes nobody else's keys wrong.
 */
export class StoredKeys {
  readonly #own: Own;
  #state: KeyState = 'ok';
  #isKnown = false;
  #missing: string[] = [];

  constructor(own: Own) {
    this.#own = own;
  }

  get state(): KeyState {
    return this.#state;
  }

  /** Ids of the keys that are needed and not configured. */
  get missing(): readonly string[] {
    return this.#missing;
  }

  /** Looks which keys are needed, and says so once where one of them is not there. */
  async recognise(): Promise<KeyState> {
    const { db, keyring, log } = this.#own;
    const known = keyring.all.map(({ id }) => id);
    const { needed, own } = await db.ownerTransaction((em) => readNeededKeys(em, known));
    const belongs = (id: string) => own.length === 0 || own.includes(id);
    this.#missing = needed.filter((id) => belongs(id) && !known.includes(id));
    const knowsOne = known.some((id) => (own.length === 0 ? needed : own).includes(id));
    const found = this.#missing.length === 0 ? 'ok' : knowsOne ? 'unreadable' : 'foreign';
    if (found !== this.#state) {
      if (found === 'ok') log.info({}, 'the keys open everything that is stored again');
      else log.error({ missing: this.#missing }, explainKeys(this.#missing));
    }
    this.#state = found;
    this.#isKnown = true;
    return found;
  }

  /** For whoever is about to write something under the current key: refuses where it is another installation's. */
  async assertOwn(): Promise<void> {
    if (this.#isKnown && this.#state !== 'foreign') return;
    if ((await this.recognise()) !== 'foreign') return;
    const message =
      'ENCRYPTION_KEY is not a key of this installation, and nothing is written under it: see portolan doctor';
    const details = [{ path: '', code: 'keys_unreadable', message }];
    throw new AppError('UNAVAILABLE', message, { retryAfter: 60, details });
  }

  /** Leaves word that a server works with the current key: what it signs needs that key for a while yet. */
  async touch(): Promise<void> {
    const { db, keyring } = this.#own;
    const known = keyring.all.map(({ id }) => id);
    await db.ownerTransaction(async (em) => {
      // The first word there is takes those of before with it.
      const { needed, own } = await readNeededKeys(em, known);
      const ids = own.length === 0 ? [keyring.current.id, ...needed] : [keyring.current.id];
      for (const id of ids) await em.execute(id === keyring.current.id ? TOUCH : ADD, [id], 'run');
    });
  }

  /** Takes the configured keys for those of the installation, whatever is stored: the operator has lost the others. */
  async adopt(): Promise<void> {
    const { db, keyring } = this.#own;
    const known = JSON.stringify(keyring.all.map(({ id }) => id));
    await db.ownerTransaction(async (em) => {
      await em.execute('delete from encryption_keys where not ?::jsonb @> to_jsonb(id)', [known], 'run');
      await em.execute(TOUCH, [keyring.current.id], 'run');
    });
    await this.recognise();
  }
}

export function explainKeys(missing: readonly string[]): string {
  const which = missing.length === 1 ? `the key ${missing[0]}` : `the keys ${missing.join(', ')}`;
  return `ENCRYPTION_KEY and ENCRYPTION_KEYS_PREVIOUS do not open what is stored, which needs ${which}`;
}

const ADD = 'insert into encryption_keys (id) values (?) on conflict (id) do nothing';
const TOUCH = `
  insert into encryption_keys (id) values (?) on conflict (id) do update set last_current_at = now()`;
