import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { EXIT } from '../exit.ts';
import { makePlan, optionsOf, type PlanFlags, refuseObstacles, withPlanOptions } from './plan-options.ts';

interface PlanCommandFlags extends PlanFlags {
  check?: true;
}

export function addPlan(program: Command, cli: Cli): void {
  withPlanOptions(program.command('plan').description('what would change for the hub to be as a config says'))
    .option('--check', 'end with 1 where something would')
    .action((flags: PlanCommandFlags) => plan(cli, flags));
}

async function plan(cli: Cli, { check, ...flags }: PlanCommandFlags): Promise<void> {
  const { terminal, io } = cli;
  const { missingOf, planJson, showPlan, variablesNeeded } = await import('../as-code/index.ts');
  const { plan } = await makePlan(cli, flags);
  if (cli.isJson) terminal.json(planJson(plan, io.env));
  else showPlan(terminal, plan, optionsOf(flags));
  refuseObstacles(plan);
  const missing = missingOf(variablesNeeded(plan), io.env);
  if (missing.length > 0 && !cli.isJson)
    terminal.note(`\`apply\` will need ${missing.join(', ')}, which are not set here.`);
  if (check && plan.changes.length > 0) cli.exit = EXIT.no;
}
