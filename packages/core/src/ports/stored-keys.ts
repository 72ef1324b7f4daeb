/**
 * `unreadable`: something that is stored needs a key of this installation that is not configured. `foreign`: none of its
 * keys is, as where the database of one installation is configured with the key of another.
 */
export type KeyState = 'ok' | 'unreadable' | 'foreign';

/**
 * How the configured keys stand to what is stored, as it was found last. A key is the installation's once a server with
 * another of its keys has worked with it: what a process with a foreign key writes makes nobody else's keys wrong.
 */
export interface StoredKeys {
  readonly state: KeyState;
  /** Ids of the keys that are needed and not configured. */
  readonly missing: readonly string[];
  /** Looks which keys are needed, and says so once where one of them is not there. */
  recognise(): Promise<KeyState>;
  /** For whoever is about to write something under the current key: refuses where it is another installation's. */
  assertOwn(): Promise<void>;
  /** Leaves word that a server works with the current key: what it signs needs that key for a while yet. */
  touch(): Promise<void>;
  /** Takes the configured keys for those of the installation, whatever is stored: the operator has lost the others. */
  adopt(): Promise<void>;
}
