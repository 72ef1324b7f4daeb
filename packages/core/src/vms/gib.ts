const MIB = 1_024;

export function toMib(gb: number): number {
  return gb * MIB;
}

export function toGb(mib: number): number {
  return mib / MIB;
}

/** As people read it: `0.125 GB`, with no digits that say nothing. */
export function gbText(mib: number): string {
  return `${Math.round((mib / MIB) * 1_000) / 1_000} GB`;
}
