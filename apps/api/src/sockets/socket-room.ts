import type { Socket } from 'node:net';
import { addressKey, isLoopback, type PerAddress, plainAddress } from '@portolan/http';

export interface SocketLimits extends PerAddress {
  total: number;
}

/** The open sockets of one address, and those of them that nobody waits for, the longest idle first. */
interface Group {
  key: string;
  size: number;
  idle: Set<Socket>;
}

/**
 * Bounds the open sockets of each address, and of all. Where there are too many, the one that has been idle longest makes
 * room: of the same address, or else of the one that holds most. So silent sockets shut out nobody but those who open
 * them. A proxy speaks for many, and is bounded only with all.
 */
export class SocketRoom {
  readonly #groups = new Map<string, Group>();
  readonly #places = new WeakMap<Socket, { group: Group; underWay: number }>();
  readonly #limits: SocketLimits;
  readonly #isProxy: (address: string) => boolean;
  #total = 0;

  constructor(limits: SocketLimits, isProxy: (address: string) => boolean) {
    this.#limits = limits;
    this.#isProxy = isProxy;
  }

  get total(): number {
    return this.#total;
  }

  /** Gives a new socket its place; without one it is closed. */
  enter(socket: Socket): void {
    const address = plainAddress(socket.remoteAddress ?? '');
    const key = addressKey(address);
    const group = this.#groups.get(key) ?? { key, size: 0, idle: new Set() };
    const isFull = this.#total >= this.#limits.total;
    const stays =
      (group.size < this.#most(address) || this.#makeRoom(group)) && (!isFull || this.#makeRoom(this.#heaviest()));
    if (!stays) {
      socket.destroy();
      return;
    }
    this.#groups.set(key, group);
    this.#places.set(socket, { group, underWay: 0 });
    group.size++;
    group.idle.add(socket);
    this.#total++;
    socket.once('close', () => this.#leave(socket));
  }

  /** One of its requests is under way: it is not idle. */
  begin(socket: Socket): void {
    const place = this.#places.get(socket);
    if (!place) return;
    place.underWay++;
    place.group.idle.delete(socket);
  }

  end(socket: Socket): void {
    const place = this.#places.get(socket);
    if (place && --place.underWay === 0) place.group.idle.add(socket);
  }

  #most(address: string): number {
    if (this.#isProxy(address)) return this.#limits.total;
    return isLoopback(address) ? this.#limits.loopback : this.#limits.address;
  }

  #makeRoom(group: Group | null): boolean {
    const [longest] = group?.idle ?? [];
    if (!longest) return false;
    longest.destroy();
    this.#leave(longest);
    return true;
  }

  #leave(socket: Socket): void {
    const group = this.#places.get(socket)?.group;
    if (!group) return;
    this.#places.delete(socket);
    group.idle.delete(socket);
    group.size--;
    if (group.size === 0) this.#groups.delete(group.key);
    this.#total--;
  }

  #heaviest(): Group | null {
    let found: Group | null = null;
    for (const group of this.#groups.values()) {
      if (group.idle.size > 0 && group.size > (found?.size ?? 0)) found = group;
    }
    return found;
  }
}
