/**
 * Whether the server of the tenants' databases is this installation's: it bears our mark, it holds none of the databases
 * that we know (`empty`), or those it holds are another installation's (`foreign`).
 */
export type ServerState = 'ours' | 'empty' | 'foreign';

/**
 * What this process knows of the tenants' server. On one that is not ours it changes nothing: no tenant is marked failed,
 * made, migrated, repaired or purged by a process whose configuration leads elsewhere.
 */
export interface TenantServer {
  /** As it was found last. */
  readonly state: ServerState;
  /** Looks at the server, marks what is ours and bears no mark yet, and says so when it is not ours. */
  recognise(): Promise<ServerState>;
  /** For whoever is about to change something there. */
  assertOurs(): Promise<void>;
  /** Whether it holds what another installation made under our prefix. */
  holdsOthers(): Promise<boolean>;
  /** Takes the server that is configured for the right one, whatever it holds: the operator has said so. */
  adopt(): Promise<void>;
}
