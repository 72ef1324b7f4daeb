import type { SystemDatabase } from '@portolan/db';
import { AppError } from '../errors.ts';
import type { Keyring, KeyState, StoredKeys } from '../ports/index.ts';
import { readNeededKeys } from './needed-keys.ts';

type Say = (fields: object, message: string) => void;

interface Own {
  db: SystemDatabase;
  keyring: Keyring;
  log: { info: Say; error: Say };
}

export function createStoredKeys(own: Own): StoredKeys {
  return new KeysOfDatabase(own);
}

class KeysOfDatabase implements StoredKeys {
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

  get missing(): readonly string[] {
    return this.#missing;
  }

  async recognise(): Promise<KeyState> {
    const { db, keyring, log } = this.#own;
    const known = keyring.all.map(({ id }) => id);
    const { needed, own } = await readNeededKeys((sql, values) => db.ownerRows(sql, values), known);
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

  async assertOwn(): Promise<void> {
    if (this.#isKnown && this.#state !== 'foreign') return;
    if ((await this.recognise()) !== 'foreign') return;
    const message =
      'ENCRYPTION_KEY is not a key of this installation, and nothing is written under it: see portolan doctor';
    const details = [{ path: '', code: 'keys_unreadable', message }];
    throw new AppError('UNAVAILABLE', message, { retryAfter: 60, details });
  }

  async touch(): Promise<void> {
    const { db, keyring } = this.#own;
    const known = keyring.all.map(({ id }) => id);
    await db.ownerTransaction(async (em) => {
      // The first word there is takes those of before with it.
      const { needed, own } = await readNeededKeys(
        (sql, values) => em.execute(sql.replaceAll('$1', '?'), values),
        known,
      );
      const ids = own.length === 0 ? [keyring.current.id, ...needed] : [keyring.current.id];
      for (const id of ids) await em.execute(id === keyring.current.id ? TOUCH : ADD, [id], 'run');
    });
  }

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
