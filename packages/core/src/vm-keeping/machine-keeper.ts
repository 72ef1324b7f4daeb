import { Bell } from '../bell.ts';
import { HeldClaims } from '../claims/index.ts';
import type { Services } from '../context.ts';
import { type ClaimedHost, claimHosts } from './claim-hosts.ts';
import { type ClaimedVm, claimWork, isFetching, type Room } from './claim-work.ts';
import { doWork } from './do-work.ts';
import { keepHost } from './keep-host.ts';
import type { KeepingServices } from './working.ts';

/** What is told wakes it at once; what is due by time alone is looked for this often. */
const ROUND_MS = 1_000;
/** Of all work, and of each hypervisor's. */
const PLACES = { all: 32, share: 8 } as const;
/** Of images that are fetched, and of each tenant's. */
const IMAGE_PLACES = { all: 8, share: 2 } as const;
const SCOPES = ['machines:work', 'machines:hosts'];

/**
 * Looks after machines and the hypervisors that have them, together with any number of other processes: each claims some,
 * and what a process that is killed had claimed is somebody else's as soon as its claims have run out.
 */
export class MachineKeeper {
  readonly #services: KeepingServices | null;
  readonly #work: HeldClaims<ClaimedVm>;
  readonly #hosts: HeldClaims<ClaimedHost>;
  readonly #bell = new Bell();
  #closed = false;
  #running: Promise<void> = Promise.resolve();

  constructor(services: Services) {
    const { compute } = services;
    this.#services = compute && { ...services, compute };
    this.#work = new HeldClaims(services, 'vms');
    this.#hosts = new HeldClaims(services, 'hypervisors');
  }

  /** From now on, until it is closed. Where nothing reaches a hypervisor there is nothing to do. */
  start(): void {
    if (this.#services && !this.#closed) this.#running = this.#run(this.#services);
  }

  /** Ends what is under way; whoever comes next goes on. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#bell.ring();
    await this.#running;
    await Promise.all([this.#hosts.close(() => this.#hosts.settle()), this.#work.close(() => this.#work.settle())]);
  }

  async #run(services: KeepingServices): Promise<void> {
    const unhear = services.db.watch(SCOPES, this.#bell.ring);
    while (!this.#closed) {
      await this.#round(services).catch((err) => {
        services.log.warn({ err }, 'machines could not be looked after; it is tried again');
      });
      if (!this.#closed) await this.#bell.rung(ROUND_MS);
    }
    unhear();
  }

  async #round(services: KeepingServices): Promise<void> {
    await this.#hosts.renew();
    await this.#work.renew();
    // With the keys of another installation nothing could be opened, and nothing is to be changed.
    if (services.storedKeys.state === 'foreign') return;
    const { db } = services;
    for (const host of await db.ownerTransaction(claimHosts)) {
      this.#hosts.begin(host, (...begun) => keepHost(services, ...begun));
    }
    const work = this.#room(PLACES, (vm) => !isFetching(vm) && vm.hypervisorId);
    const images = this.#room(IMAGE_PLACES, (vm) => isFetching(vm) && vm.tenantId);
    if (work.free === 0 && images.free === 0) return;
    for (const vm of await db.ownerTransaction((em) => claimWork(em, work, images))) {
      this.#work.begin(vm, async (...begun) => {
        await doWork(services, ...begun);
        this.#bell.ring();
      });
    }
  }

  /** What is free of `places`, of which those that are held go by whose they are; false for what is held of others. */
  #room({ all, share }: { all: number; share: number }, whose: (vm: ClaimedVm) => string | false): Room {
    const held = this.#work.countBy(whose);
    const taken = Object.values(held).reduce((sum, count) => sum + count, 0);
    return { free: Math.max(0, all - taken), share, held };
  }
}
