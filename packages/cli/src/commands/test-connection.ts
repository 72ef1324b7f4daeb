import type { StageResult, TestResult } from '@portolan/contract';
import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { EXIT } from '../exit.ts';
import { dim, green, red, yellow } from '../terminal/index.ts';
import { findConnection } from './find-connection.ts';

export function addTest(connections: Command, cli: Cli): void {
  connections
    .command('test')
    .description('test one, stage by stage, and keep the outcome; ends with 1 where it fails')
    .argument('<connection>', 'its name or id')
    .action((ref: string) => test(cli, ref));
}

async function test(cli: Cli, ref: string): Promise<void> {
  const hub = await cli.hub();
  const { id } = await findConnection(hub, ref);
  let told = 0;
  for await (const news of await hub.connections.watchSaved.mutate({ id })) {
    if (news.type === 'stage') {
      if (!cli.isJson) tellStage(cli, news.stage);
      told += 1;
      continue;
    }
    if (!news.result.success) cli.exit = EXIT.no;
    if (cli.isJson) return cli.terminal.json(news.result);
    // What was refused before anybody was dialled is in the result alone.
    for (const stage of news.result.stages.slice(told)) tellStage(cli, stage);
    tellResult(cli, news.result);
  }
}

function tellStage({ terminal }: Cli, { stage, ok, ms, message }: StageResult): void {
  const time = dim(`${Math.round(ms)} ms`.padStart(9));
  terminal.line(ok ? green('✓ ') : red('✗ '), stage.padEnd(11), time, message ? `  ${message}` : '');
}

function tellResult({ terminal }: Cli, { success, message, stages, serverVersion, warnings = [] }: TestResult): void {
  // A stage that failed has said it.
  const isTold = stages.some((stage) => !stage.ok && stage.message === message);
  if (!isTold)
    terminal.line(success ? green(message) : red(message), serverVersion ? ` (server ${serverVersion})` : '');
  for (const warning of warnings) terminal.line(yellow('! '), warning);
  const remedy = stages.find(({ ok }) => !ok)?.remedy;
  if (remedy) terminal.line(remedy);
}
