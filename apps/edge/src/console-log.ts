import type { Logger } from '@portolan/core';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LEVELS)[number];

/** Fields that could carry a secret wherever they turn up; verbs never log inputs, this is the second barrier. */
const SECRET = /^(?:password|token|authorization|cookie|secret|credential|privateKey|connectionString)$/;

/** JSON lines on the console, where the platform gathers them: the same fields as those of the other runtimes. */
export function consoleLog(least: LogLevel): Logger {
  const write = (level: LogLevel, to: (line: string) => void) => (fields: object, message: string) => {
    if (LEVELS.indexOf(level) < LEVELS.indexOf(least)) return;
    const time = new Date().toISOString();
    to(JSON.stringify({ level: 10 * (LEVELS.indexOf(level) + 1), time, ...fields, msg: message }, shown));
  };
  return { info: write('info', console.log), warn: write('warn', console.warn), error: write('error', console.error) };
}

function shown(key: string, value: unknown): unknown {
  if (value instanceof Error) return describeError(value);
  return SECRET.test(key) ? '[redacted]' : value;
}

/** Type, code and place of an error. Messages of drivers may quote what they were given, so they stay out. */
function describeError(error: Error): object {
  const cause = error.cause instanceof Error ? error.cause : error;
  const { code } = cause as { code?: unknown };
  const frames = cause.stack?.split('\n').filter((line) => line.trim().startsWith('at ')) ?? [];
  return { type: cause.constructor.name, ...(code ? { code } : {}), at: frames.slice(0, 6).map((line) => line.trim()) };
}
