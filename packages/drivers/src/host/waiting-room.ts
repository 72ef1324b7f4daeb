/** Most calls that wait in all, and of one tenant. */
const MAX_WAITING = 1_000;
const MAX_OF_ONE = 250;

/** Calls that wait for a process. The tenants take turns, so that one with many calls delays nobody but itself. */
export class WaitingRoom<T> {
  /** In the order of whose turn it is. */
  readonly #byTenant = new Map<string, Set<T>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  hasRoomFor(tenant: string): boolean {
    return this.#size < MAX_WAITING && (this.#byTenant.get(tenant)?.size ?? 0) < MAX_OF_ONE;
  }

  add(tenant: string, call: T): void {
    const calls = this.#byTenant.get(tenant) ?? new Set();
    this.#byTenant.set(tenant, calls.add(call));
    this.#size++;
  }

  delete(tenant: string, call: T): void {
    const calls = this.#byTenant.get(tenant);
    if (!calls?.delete(call)) return;
    this.#size--;
    if (calls.size === 0) this.#byTenant.delete(tenant);
  }

  /** Each tenant's first call, in the order of whose turn it is. */
  firsts(): [tenant: string, call: T][] {
    return [...this.#byTenant].flatMap(([tenant, calls]) =>
      [...calls].slice(0, 1).map((call) => [tenant, call] as [string, T]),
    );
  }

  /** Takes a call out; its tenant's next turn comes after everybody else's. */
  take(tenant: string, call: T): void {
    this.delete(tenant, call);
    const calls = this.#byTenant.get(tenant);
    if (!calls) return;
    this.#byTenant.delete(tenant);
    this.#byTenant.set(tenant, calls);
  }

  all(): T[] {
    return [...this.#byTenant.values()].flatMap((calls) => [...calls]);
  }
}
