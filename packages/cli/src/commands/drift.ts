import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { EXIT } from '../exit.ts';
import { makePlan, type PlanFlags, refuseObstacles } from './plan-options.ts';

interface DriftFlags extends Pick<PlanFlags, 'config'> {
  ignoreLeftOver?: true;
}

export function addDrift(program: Command, cli: Cli): void {
  program
    .command('drift')
    .description('whether the hub is still as a config says; ends with 1, and the difference, where it is not')
    .option('--config <file>', 'the config: portolan.config.ts (.js, .yaml, .json) of this folder, where none is named')
    .option('--ignore-left-over', 'what the config does not name is no difference')
    .action((flags: DriftFlags) => drift(cli, flags));
}

async function drift(cli: Cli, { ignoreLeftOver, ...flags }: DriftFlags): Promise<void> {
  const { planJson, showPlan } = await import('../as-code/index.ts');
  const { plan } = await makePlan(cli, flags);
  // To look is enough.
  plan.lacking = [];
  if (ignoreLeftOver) plan.leftOver = [];
  if (cli.isJson) cli.terminal.json(planJson(plan, cli.io.env));
  else showPlan(cli.terminal, plan, { prune: false });
  refuseObstacles(plan);
  if (plan.changes.length > 0 || plan.leftOver.length > 0) cli.exit = EXIT.no;
}
