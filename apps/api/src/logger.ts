import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import { bufferedOutput } from './buffered-output.ts';

// Fields that could carry a secret wherever they turn up; verbs never log inputs, this is the second barrier.
const SECRET_KEYS = [
  'password',
  'token',
  'authorization',
  'cookie',
  'secret',
  'credential',
  'privateKey',
  'connectionString',
];
const paths = SECRET_KEYS.flatMap((key) => [key, `*.${key}`]);

/** JSON lines, to `destination` where one is given. */
export function createLogger(options: { level: string }, destination?: DestinationStream): Logger {
  const settings: LoggerOptions = {
    level: options.level,
    base: null,
    redact: { paths, censor: '[redacted]' },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
  };
  return pino(settings, destination ?? bufferedOutput());
}

/** The same log for lines in which no secret can hide: none is looked for. */
export function withoutRedaction(log: Logger): Logger {
  return log.child({}, { redact: [] });
}

/** Type, code and place of an error. Messages of drivers may quote what they were given, so they stay out. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const cause = error.cause instanceof Error ? error.cause : error;
  const { code } = cause as { code?: unknown };
  const frames = cause.stack?.split('\n').filter((line) => line.trim().startsWith('at ')) ?? [];
  return { type: cause.constructor.name, ...(code ? { code } : {}), at: frames.slice(0, 6).map((line) => line.trim()) };
}
