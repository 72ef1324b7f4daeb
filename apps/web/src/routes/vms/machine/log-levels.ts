import { VM_LOG_LEVELS, type VmLogLine } from '@portolan/contract';

export type LogLevel = (typeof VM_LOG_LEVELS)[number];

/** The lines that are at least as grave as a level; their order is that of gravity. */
export function fromLevel(lines: readonly VmLogLine[], least: LogLevel): VmLogLine[] {
  const order = VM_LOG_LEVELS.indexOf(least);
  return lines.filter(({ level }) => VM_LOG_LEVELS.indexOf(level) >= order);
}
