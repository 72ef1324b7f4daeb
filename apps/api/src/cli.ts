import { randomUUID } from 'node:crypto';
import { AppError } from '@portolan/core';
import { BackupError } from '@portolan/db';
import { UsageError } from './cli/command.ts';
import { help } from './cli/commands.ts';
import { openInstallation } from './cli/open-installation.ts';
import { parseCall } from './cli/parse-call.ts';
import { ConfigurationError } from './configuration-error.ts';

const NOT_MIGRATED = new Set(['42P01', '42703']);

/** `pnpm portolan <command>`: what an operator does beside the server, with the same configuration as the server. */
async function main(argv: string[]): Promise<number> {
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  if (argv[0] === 'drivers') return runDrivers();
  const call = parseCall(argv);
  if (!call) {
    for (const line of help()) say(line);
    return 0;
  }
  await using installation = await (call.command.open?.(call) ?? openInstallation());
  const { composition, manifest } = installation;
  const request = { id: randomUUID(), address: 'cli', userAgent: null };
  const context = { services: composition.services, request };
  const { args, options } = call;
  // A command leaves nothing that only a key of some other installation could vouch for.
  if (call.command.writes) await composition.services.storedKeys.assertOwn();
  return await call.command.run({ composition, context, say, args, options, ...(manifest ? { manifest } : {}) });
}

/** A program of its own, which knows neither this configuration nor the databases; it is where this one is, built or not. */
async function runDrivers(): Promise<number> {
  const entry = import.meta.url.endsWith('.ts') ? '../../drivers/src/main.ts' : '../../drivers/dist/drivers.js';
  await import(new URL(entry, import.meta.url).href);
  return 0;
}

function explain(error: unknown): { line: string; code: number } {
  const { message, code } = error as { message?: string; code?: string };
  if (error instanceof UsageError) return { line: message ?? '', code: 2 };
  if (error instanceof ConfigurationError) return { line: `Configuration: ${message}`, code: 2 };
  if (error instanceof AppError || error instanceof BackupError) return { line: message ?? '', code: 1 };
  if (NOT_MIGRATED.has(code ?? '')) return { line: 'The database is not up to date: run portolan migrate', code: 1 };
  return { line: `It failed: ${(message ?? String(error)).split('\n')[0]}`, code: 1 };
}

// Whoever reads may have seen enough (`| head`); the work goes on.
process.stdout.on('error', () => {});
process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  const { line, code } = explain(error);
  process.stderr.write(`${line}\n`);
  return code;
});
