#!/usr/bin/env node
import os from 'node:os';
import { run } from './run.ts';

// Whoever reads the answer has read enough.
process.stdout.on('error', () => process.exit());
process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  platform: process.platform,
  home: os.homedir(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
});
