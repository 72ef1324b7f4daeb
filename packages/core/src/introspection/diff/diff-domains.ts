import type { Change, Column, ConnectionKind, Domain } from '@portolan/contract';
import { changeOf, type Path, renaming } from './change-of.ts';
import { diffChecks } from './check-rules.ts';
import { COLUMN_OUTCOMES, lostDefault } from './column-rules.ts';
import { diffFacts, type FactRules } from './diff-facts.ts';
import { DOMAIN_OUTCOMES } from './label-rules.ts';
import { same } from './values.ts';

const O = DOMAIN_OUTCOMES;

interface Surroundings {
  after: Column;
  kind: ConnectionKind | undefined;
  /** The change of the type below is told already. */
  typeTold: boolean;
}

/** The domains between a column, or the elements of an array, and its base type: by name, else by their place. */
export function diffDomains(path: Path, a: readonly Domain[], b: readonly Domain[], around: Surroundings): Change[] {
  const nameOf = ({ schema, name }: Domain) => JSON.stringify([schema, name]);
  const [before, after] = [new Map(a.map((one) => [nameOf(one), one])), new Map(b.map((one) => [nameOf(one), one]))];
  const fresh = b.filter((one) => !before.has(nameOf(one)));
  const changes = a.flatMap((one): Change[] => {
    const place = [...path, one.schema, one.name];
    const now = after.get(nameOf(one));
    if (now) return diffDomain(place, one, now, around);
    // One that took the place of another is compared with it.
    const heir = fresh.shift();
    if (!heir) return [changeOf(place, one, null, one.default === null ? O.domainRemoved : lost(around))];
    const inside = diffDomain(place, one, heir, around);
    if (one.name === heir.name)
      return [changeOf([...place, 'schema'], one.schema, heir.schema, O.domainRenamed), ...inside];
    return [renaming(place, one.name, heir.name, O.domainRenamed), ...inside];
  });
  const rules = ({ nullable, checks }: Domain) => !nullable || checks.length > 0;
  const added = fresh.map((one) =>
    changeOf([...path, one.schema, one.name], null, one, rules(one) ? O.domainRules : O.domainAdded),
  );
  return [...changes, ...added];
}

/** A domain that is gone took its default along. */
function lost({ after, kind }: Surroundings) {
  const outcome = lostDefault(after, kind);
  return outcome === COLUMN_OUTCOMES.defaultNeeded ? outcome : O.domainRemoved;
}

function diffDomain(path: Path, a: Domain, b: Domain, { after, kind, typeTold }: Surroundings): Change[] {
  const rules: FactRules<Domain> = {
    schema: 'elsewhere',
    name: 'elsewhere',
    nativeType: typeTold ? 'elsewhere' : O.domainType,
    nullable: (_, now) => (now.nullable ? O.domainMayBeNull : O.domainMustNotBeNull),
    default: (old, now) => {
      if (now.default === null) return lostDefault(after, kind);
      return old.default === null ? COLUMN_OUTCOMES.defaultAdded : COLUMN_OUTCOMES.defaultChanged;
    },
    checks: 'elsewhere',
  };
  const checks = same(a.checks, b.checks) ? [] : diffChecks([...path, 'checks'], a.checks, b.checks);
  return [...diffFacts(path, a, b, rules), ...checks];
}
