/** What began at most so long apart began at the same moment, in seconds, as far as checks can tell. */
export const SAME_MOMENT_SECONDS = 60;
/** A connection that is looked at more rarely may have failed at any time since the look before, up to this. */
export const SAME_MOMENT_MOST_SECONDS = 300;

/** A connection that has begun to fail. */
export interface Failure {
  id: string;
  host: string;
  code: string | null;
  at: Date;
  intervalSeconds: number;
}

/** An incident that has not ended, with the hosts and codes of its members. */
export interface OpenIncident {
  id: string;
  startedAt: Date;
  hosts: readonly string[];
  codes: readonly (string | null)[];
}

export interface Group<F extends Failure> {
  /** The incident that they join; null: they are a new one. */
  incidentId: string | null;
  failures: F[];
}

/** An incident in the making: as it was, or of what has come in this round. */
interface Gathered<F extends Failure> extends Group<F> {
  at: number;
  hosts: Set<string>;
  codes: Set<string>;
}

/**
 * Which failures are one incident: those that began at the same moment as it did, and share the host or the code with one
 * of its members. What is known already never changes; of what comes together, all that hangs together is one.
 */
export function groupFailures<F extends Failure>(failures: readonly F[], open: readonly OpenIncident[]): Group<F>[] {
  let groups = open.map(gathered<F>).toSorted((a, b) => a.at - b.at);
  for (const failure of failures.toSorted(inOrder)) {
    const [first, ...others] = groups.filter((group) => belongs(failure, group));
    const joined = first ?? madeOf(failure);
    if (!first) groups.push(joined);
    add(joined, failure);
    // Two that were told already stay two; what is new goes along.
    const merged = others.filter(({ incidentId }) => incidentId === null);
    for (const { failures: more } of merged) for (const one of more) add(joined, one);
    groups = groups.filter((group) => !merged.includes(group));
  }
  return groups
    .filter((group) => group.failures.length > 0)
    .map(({ incidentId, failures: some }) => ({ incidentId, failures: some.toSorted(inOrder) }));
}

function belongs<F extends Failure>({ at, host, code, intervalSeconds }: Failure, group: Gathered<F>): boolean {
  const seconds = Math.max(SAME_MOMENT_SECONDS, Math.min(SAME_MOMENT_MOST_SECONDS, intervalSeconds));
  if (Math.abs(at.getTime() - group.at) > seconds * 1_000) return false;
  return group.hosts.has(sameHost(host)) || (code !== null && group.codes.has(code));
}

function gathered<F extends Failure>({ id, startedAt, hosts, codes }: OpenIncident): Gathered<F> {
  const known = codes.filter((code) => code !== null);
  return {
    incidentId: id,
    failures: [],
    at: startedAt.getTime(),
    hosts: new Set(hosts.map(sameHost)),
    codes: new Set(known),
  };
}

function madeOf<F extends Failure>({ at }: Failure): Gathered<F> {
  return { incidentId: null, failures: [], at: at.getTime(), hosts: new Set(), codes: new Set() };
}

function add<F extends Failure>(group: Gathered<F>, failure: F): void {
  group.failures.push(failure);
  group.hosts.add(sameHost(failure.host));
  if (failure.code !== null) group.codes.add(failure.code);
}

function inOrder(a: Failure, b: Failure): number {
  return a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1);
}

const sameHost = (host: string) => host.toLowerCase();
