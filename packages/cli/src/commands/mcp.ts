import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { EXIT } from '../exit.ts';
import { Failure } from '../failure.ts';
import { bridge } from './mcp-bridge.ts';

export function addMcp(program: Command, cli: Cli): void {
  program
    .command('mcp')
    .description('the tools of the hub for an assistant that starts programs: MCP on the standard streams')
    .addHelpText('after', '\nThe assistant starts it, and gives it the environment.')
    .action(() => serve(cli));
}

async function serve(cli: Cli): Promise<void> {
  const { url, apiKey, token, tenant } = await cli.access();
  const bearer = apiKey ?? token;
  if (!bearer)
    throw new Failure('Set PORTOLAN_API_KEY, or sign in with `portolan login`.', EXIT.refused, 'UNAUTHORIZED');
  const { stdin, stdout } = cli.io;
  const lines = createInterface({ input: stdin, crlfDelay: Number.POSITIVE_INFINITY });
  // Whoever does not listen any more asks for nothing.
  stdout.once('error', () => lines.close());
  await bridge(lines, {
    post: (body, headers) =>
      fetch(`${url}/mcp`, {
        method: 'POST',
        body,
        headers: { ...headers, authorization: `Bearer ${bearer}`, ...(tenant ? { 'x-tenant-id': tenant } : {}) },
      }),
    // A message is a line, whatever its texts say.
    write: (message) => void stdout.write(`${JSON.stringify(message)}\n`),
    note: (text) => cli.terminal.note(text),
  });
}
