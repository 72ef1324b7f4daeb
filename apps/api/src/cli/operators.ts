import { Email } from '@portolan/contract';
import { AppError, findOperatorId, inviteOperator, listOperators, removeOperator } from '@portolan/core';
import { safeParse } from 'zod/mini';
import { type Call, type Command, UsageError } from './command.ts';
import { table } from './table.ts';

const MOST = 1_000;

export const listOperatorsCommand: Command = {
  name: 'operators list',
  usage: '',
  summary: 'the operators of the installation, and who is invited to be one',
  options: {},
  maxArgs: 0,
  async run({ context, say }) {
    const { items } = await listOperators(context, { limit: MOST });
    const rows = items.map(({ email, status, firstName, lastName, expiresAt }) => [
      email,
      status,
      [firstName, lastName].filter(Boolean).join(' '),
      expiresAt ?? '',
    ]);
    for (const line of table(['OPERATOR', 'STATUS', 'NAME', 'INVITED UNTIL'], rows)) say(line);
    return 0;
  },
};

export const inviteOperatorCommand: Command = {
  name: 'operators invite',
  writes: true,
  usage: '<email>',
  summary: 'invites somebody to be an operator, by mail or by the link that is printed, good once and for a week',
  options: {},
  maxArgs: 1,
  async run(call) {
    const { email, acceptUrl } = await inviteOperator(call.context, { email: addressOf(call) });
    call.say(acceptUrl ?? `An invitation was mailed to ${email}.`);
    return 0;
  },
};

export const removeOperatorCommand: Command = {
  name: 'operators remove',
  writes: true,
  usage: '<email>',
  summary: 'ends the work of an operator, whose sessions end with it, or an invitation to it; the last one stays',
  options: {},
  maxArgs: 1,
  async run(call) {
    const email = addressOf(call);
    const id = await findOperatorId(call.context, email);
    if (!id) throw new AppError('NOT_FOUND', `Nobody with the address ${email} is an operator, or invited to be one`);
    await removeOperator(call.context, { id });
    call.say(`${email}: removed`);
    return 0;
  },
};

function addressOf({ args }: Call): string {
  const parsed = safeParse(Email, args[0] ?? '');
  if (!parsed.success) throw new UsageError('operators invite and operators remove need an e-mail address');
  return parsed.data;
}
