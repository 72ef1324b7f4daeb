import type { Command } from 'commander';
import type { Outcome } from '../as-code/index.ts';
import type { Cli } from '../cli.ts';
import { EXIT } from '../exit.ts';
import { Failure } from '../failure.ts';
import { readConsent, red } from '../terminal/index.ts';
import { makePlan, optionsOf, type PlanFlags, refuseObstacles, withPlanOptions } from './plan-options.ts';

interface ApplyFlags extends PlanFlags {
  autoApprove?: true;
}

export function addApply(program: Command, cli: Cli): void {
  withPlanOptions(program.command('apply').description('make the hub what a config says; run again, it goes on'))
    .option('--auto-approve', 'do not ask')
    .action((flags: ApplyFlags) => apply(cli, flags));
}

async function apply(cli: Cli, { autoApprove, ...flags }: ApplyFlags): Promise<void> {
  const { terminal, io } = cli;
  const code = await import('../as-code/index.ts');
  const { plan, hubOf } = await makePlan(cli, flags);
  if (!cli.isJson) code.showPlan(terminal, plan, optionsOf(flags));
  refuseObstacles({ obstacles: [...plan.obstacles, ...plan.lacking] });
  if (plan.changes.length === 0) {
    if (cli.isJson) terminal.json({ done: [], failed: [], skipped: [], leftOver: plan.leftOver, waits: plan.waits });
    return;
  }
  if (!autoApprove && !io.stdin.isTTY) {
    throw new Failure('Nothing was changed: nobody is there to be asked. Give --auto-approve.');
  }
  const secrets = await code.readVariables(io, code.variablesNeeded(plan));
  if (!autoApprove && !(await readConsent(io, 'Make these changes?'))) {
    throw new Failure('Nothing was changed.', EXIT.no, 'DECLINED');
  }
  const tell = (text: string) => terminal.note(text);
  const making = { hubOf, access: await cli.access(), secrets, roles: new Map(), tell };
  const outcome = await code.applyPlan(plan, making, (done) => {
    terminal.progress(`Made ${done} of ${plan.changes.length} changes`);
  });
  if (cli.isJson) {
    const failed = outcome.failed.map(({ change, refusal: { code: reason, message } }) => {
      return { ...code.changeJson(change), error: { code: reason, message } };
    });
    const [done, skipped] = [outcome.done, outcome.skipped].map((changes) => changes.map(code.changeJson));
    terminal.json({ done, failed, skipped, leftOver: plan.leftOver, waits: plan.waits });
  } else {
    for (const { change, refusal } of outcome.failed) {
      terminal.line(red('✗ '), `${code.titleOf(change)}: ${refusal.message.replace(/\.$/, '')}. (${refusal.code})`);
    }
    terminal.line(`${outcome.done.length} of ${plan.changes.length} changes made.`);
  }
  refuseUnfinished(outcome);
}

/** What was not done stands in the answer; here, what to do about it. */
function refuseUnfinished({ failed, skipped }: Outcome): void {
  const [first] = failed;
  if (!first) return;
  const left = failed.length + skipped.length;
  const isConflict = failed.some(({ refusal }) => refusal.code === 'PRECONDITION_FAILED');
  const what = isConflict ? 'Somebody changed what the plan was about: nothing of theirs was overwritten. ' : '';
  const code = isConflict ? 'PRECONDITION_FAILED' : first.refusal.code;
  throw new Failure(`${what}${left} changes are left: look at \`plan\`, and apply again.`, EXIT.refused, code);
}
