import { type Command, Option } from 'commander';
import type { Plan, PlanOptions } from '../as-code/index.ts';
import type { Cli } from '../cli.ts';
import { EXIT } from '../exit.ts';
import { Failure } from '../failure.ts';

/** What a plan is made of. */
export interface PlanFlags {
  config?: string;
  prune?: true;
  secrets?: string[] | true;
}

export function withPlanOptions(command: Command): Command {
  return command
    .option('--config <file>', 'the config: portolan.config.ts (.js, .yaml, .json) of this folder, where none is named')
    .option('--prune', 'delete what the hub has in a list of the config, and the config does not name')
    .addOption(
      new Option('--secrets [variables...]', 'send stored secrets again: all of them, or those of these variables'),
    );
}

export interface Planned {
  plan: Plan;
  hubOf: (tenant?: string) => ReturnType<Cli['hub']>;
}

/** Reads a config and the hub, and tells what differs. What stands in the way of all of it is a failure. */
export async function makePlan(cli: Cli, flags: PlanFlags): Promise<Planned> {
  const { findConfig, loadConfig, planHub, readHub } = await import('../as-code/index.ts');
  const all = await loadConfig(await findConfig(flags.config));
  const { tenant } = cli.options();
  const desired = tenant === undefined ? all : all.filter(({ slug }) => slug === tenant);
  if (tenant !== undefined && desired.length === 0) throw new Failure(`The config speaks of no tenant ${tenant}.`);
  const hubOf = await clientsOf(cli);
  cli.terminal.progress('Reading the hub');
  const plan = planHub(desired, await readHub(hubOf, desired), optionsOf(flags));
  return { plan, hubOf };
}

export function optionsOf({ prune, secrets }: PlanFlags): PlanOptions {
  return { prune: prune === true, secrets: secrets === true ? 'all' : new Set(secrets) };
}

/** A client for each tenant: what is asked of one at once goes in requests of several. */
export async function clientsOf(cli: Cli): Promise<Planned['hubOf']> {
  await cli.hub();
  const access = await cli.access();
  const clients = new Map<string | undefined, ReturnType<Cli['clientOf']>>();
  return (tenant) => {
    const known = clients.get(tenant);
    if (known) return known;
    const made = cli.clientOf({ ...access, tenant });
    clients.set(tenant, made);
    return made;
  };
}

export function refuseObstacles({ obstacles }: Pick<Plan, 'obstacles'>): void {
  if (obstacles.length === 0) return;
  const told = obstacles.map(({ place, message }) => `${place}: ${message.replace(/([^.?])$/, '$1.')}`);
  const much = obstacles.length === 1 ? 'One thing stands' : `${obstacles.length} things stand`;
  throw new Failure(`${much} in the way of the config, and nothing was changed.`, EXIT.refused, 'OBSTACLES', told);
}
