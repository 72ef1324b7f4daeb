import { type Contender, contest, type Measured } from './contest.ts';

/** What is to be reached against a floor. */
export interface Target {
  says: string;
  /** At so many clients; at all where none are named. */
  clients?: number;
  /** The figure, and whether it is enough. */
  of(ours: Measured, floor: Measured): { figure: string; isReached: boolean };
}

const CLIENTS = [1, 16, 64];

/**
 * One question to all contenders, the product first and floors after it: a table for each number of clients, and how the
 * product stands to each floor. Targets are held against the first floor.
 */
export async function compare(
  question: string,
  { products, floors }: { products: readonly Contender[]; floors: readonly Contender[] },
  targetsOf: (product: Contender) => readonly Target[] = () => [],
): Promise<void> {
  for (const clients of CLIENTS) {
    const contenders = [...products, ...floors];
    const measured = await contest(contenders, clients);
    console.log(`\n${question}, ${clients === 1 ? 'one client' : `${clients} clients`}`);
    for (const [at, { name }] of contenders.entries()) tell(name, measured[at] as Measured);
    for (const [at, product] of products.entries()) {
      const ours = measured[at] as Measured;
      for (const [beside, floor] of floors.entries()) {
        const theirs = measured[products.length + beside] as Measured;
        const of = `rate ${(ours.rate / theirs.rate).toFixed(2)}, CPU ${(total(ours) / total(theirs)).toFixed(2)} x`;
        console.log(`  ${product.name} of the ${floor.name}: ${of}`);
      }
      const floor = measured[products.length] as Measured;
      for (const target of targetsOf(product).filter(({ clients: only }) => only === undefined || only === clients)) {
        const { figure, isReached } = target.of(ours, floor);
        console.log(`  ${isReached ? 'reached' : 'MISSED '}  ${product.name}: ${target.says}: ${figure}`);
      }
    }
  }
}

export function total({ nodeMs, postgresMs }: Measured): number {
  return nodeMs + postgresMs;
}

function tell(name: string, { rate, nodeMs, postgresMs, p50, p99 }: Measured): void {
  const cpu = `CPU a request: Node ${nodeMs.toFixed(3)}, PostgreSQL ${postgresMs.toFixed(3)} ms`;
  console.log(`  ${name.padEnd(17)} ${rate.toFixed(0).padStart(6)} req/s   ${cpu}   p50 ${p50}, p99 ${p99} ms`);
}
