import type { RefusalReason } from '../wire/index.ts';

/**
 * Why a host gave no answer of its own: nobody was reached (`away`), it fell `silent`, it took no call of ours (`refused`),
 * whoever answered has not the host's key (`stranger`), or what it said was no answer (`wrong`), broke off (`broken`) or
 * knew no end (`endless`). `versions`: hub and host do not understand each other, and are not of the same.
 */
export type TroubleKind = 'away' | 'silent' | 'refused' | 'stranger' | 'wrong' | 'broken' | 'endless' | 'versions';

export class HostTrouble extends Error {
  readonly kind: TroubleKind;
  readonly reason: RefusalReason | undefined;
  /** As it says itself, where that matters. */
  readonly hostVersion: string | undefined;

  constructor(kind: TroubleKind, reason?: RefusalReason, hostVersion?: string) {
    super(reason ?? kind);
    this.name = 'HostTrouble';
    this.kind = kind;
    this.reason = reason;
    this.hostVersion = hostVersion;
  }
}

/** Nobody waits for the answer: the caller has `left`, or the service is `closed`. */
export class Left extends Error {
  readonly by: 'left' | 'closed';

  constructor(by: 'left' | 'closed') {
    super(by);
    this.name = 'Left';
    this.by = by;
  }
}
