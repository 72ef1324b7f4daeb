#!/usr/bin/env node
import os from 'node:os';
import { openPage } from './open-page.ts';
import { run } from './run.ts';

// Whoever reads the answer has read enough: what was begun ends all the same, and so do the words for how it ended.
process.stdout.on('error', () => undefined);
process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  platform: process.platform,
  home: os.homedir(),
  hostname: os.hostname(),
  openPage: (url) => openPage(process.platform, url),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
});
