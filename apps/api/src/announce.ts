import type { OperatorSeed } from '@portolan/core';
import type { Configuration } from './env.ts';

interface Ready {
  version: string;
  port: number;
  operator: OperatorSeed | null;
}

/** What is said once requests are taken. In one piece: whoever waits for the first line has the others with it. */
export function announce(config: Configuration, { version, port, operator }: Ready): string {
  const url = config.port === 0 ? `http://${config.host}:${port}` : config.publicUrl.origin;
  const lines = [`\nPortolan ${version} is ready: ${url}`];
  if (operator) lines.push(`  operator  ${operator.email}`);
  if (operator?.generatedPassword) lines.push(`  password  ${operator.generatedPassword}   (shown this once)`);
  return lines.join('\n');
}
