import type { Asker, Entry } from './policy.ts';
import type { Fixture, PrincipalName, World } from './world.ts';

/**
 * The rows and sessions that calls of one procedure name. One that was refused, or only looked, leaves them as they are,
 * and the next may name the same; after any other, the next gets what nobody has touched.
 */
export class Untouched {
  readonly #world: World;
  readonly #entry: Entry;
  /** By tenant, and by who asks where the input has something to do with that. */
  readonly #inputs = new Map<string, object | undefined>();
  readonly #bearers = new Map<PrincipalName, string | undefined>();

  constructor(world: World, entry: Entry) {
    this.#world = world;
    this.#entry = entry;
  }

  async input(rows: Fixture, principal: PrincipalName): Promise<object | undefined> {
    const [forAll, forOne] = [rows.slug, `${rows.slug} ${principal}`];
    for (const key of [forAll, forOne]) if (this.#inputs.has(key)) return this.#inputs.get(key);
    const asker = new Noticed(principal, this.#world);
    const input = (await this.#entry.input?.(rows, asker)) ?? undefined;
    this.#inputs.set(asker.isLookedAt ? forOne : forAll, input);
    return input;
  }

  async bearer(principal: PrincipalName): Promise<string | undefined> {
    if (!this.#bearers.has(principal)) this.#bearers.set(principal, await this.#world.bearer(principal));
    return this.#bearers.get(principal);
  }

  forget(principal: PrincipalName): void {
    this.#inputs.clear();
    this.#bearers.delete(principal);
  }
}

/** Knows whether an input was made for whoever asks. */
class Noticed implements Asker {
  isLookedAt = false;
  readonly #principal: PrincipalName;
  readonly #world: World;

  constructor(principal: PrincipalName, world: World) {
    this.#principal = principal;
    this.#world = world;
  }

  get principal(): PrincipalName {
    this.isLookedAt = true;
    return this.#principal;
  }

  get world(): World {
    this.isLookedAt = true;
    return this.#world;
  }
}
