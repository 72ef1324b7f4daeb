import { diffArrays } from 'diff';
import { bold, dim, green, type Piece, red, type Terminal, yellow } from '../terminal/index.ts';
import type { Change, FieldChange, Plan, PlanOptions } from './change.ts';

const SIGNS = { create: green('+ '), restore: green('+ '), update: yellow('~ '), delete: red('- ') } as const;
/** A text that is longer, as of a certificate, is told by its beginning. */
const LONGEST = 200;

/** A plan as a difference: each thing with what becomes of it, value by value. */
export function showPlan(terminal: Terminal, plan: Plan, { prune }: Pick<PlanOptions, 'prune'>): void {
  for (const change of plan.changes) {
    terminal.line(SIGNS[change.action], bold(titleOf(change)));
    for (const line of change.fields.flatMap(linesOf)) terminal.line('    ', ...line);
  }
  if (plan.leftOver.length > 0 && !prune) {
    terminal.line(bold('Left over:'), ' the hub has these, the config does not name them, and --prune deletes them.');
    for (const { tenant, kind, name } of plan.leftOver) terminal.line('    ', dim(`${tenant}: ${kind} ${name}`));
  }
  if (plan.waits.length > 0) {
    terminal.line(bold('Waits for a later run:'));
    for (const { message } of plan.waits) terminal.line('    ', dim(message));
  }
  if (plan.lacking.length > 0) {
    terminal.line(bold('For somebody else to apply:'));
    for (const { place, message } of plan.lacking) terminal.line('    ', yellow(`${place}: ${message}`));
  }
  terminal.line(summaryOf(plan));
}

export function titleOf({ tenant, kind, name, action }: Change): string {
  if (kind === 'tenant') return action === 'restore' ? `${tenant}: restored` : `${tenant}: a new tenant`;
  if (kind === 'members') return `${tenant}: who holds ${name}`;
  return `${tenant}: ${kind} ${name}`;
}

export function summaryOf({ changes }: Pick<Plan, 'changes'>): string {
  if (changes.length === 0) return 'Nothing is to be changed: the hub is as the config says.';
  const count = (...actions: Change['action'][]) => changes.filter(({ action }) => actions.includes(action)).length;
  return `${count('create', 'restore')} to create, ${count('update')} to change, ${count('delete')} to delete.`;
}

/** A value a line, those of a list one by one: only what becomes another. */
function linesOf({ name, before, after }: FieldChange): Piece[][] {
  const [was, willBe] = [textsOf(before), textsOf(after)];
  if (JSON.stringify(was) === JSON.stringify(willBe)) return [[`  ${name}: ${willBe.join(', ') || 'none'}`]];
  return diffArrays(was, willBe).flatMap(({ added, removed, value }) => {
    if (!added && !removed) return [];
    return value.map((text): Piece[] => [(added ? green : red)(`${added ? '+' : '-'} ${name}: ${text}`)]);
  });
}

function textsOf(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.map(textOf);
  return [textOf(value)];
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' && /^[\p{L}\p{N} .,:;@/_()-]+$/u.test(value) ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
