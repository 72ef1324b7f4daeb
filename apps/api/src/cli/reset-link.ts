import { AppError, createResetLink } from '@portolan/core';
import { type Command, UsageError } from './command.ts';

export const resetLinkCommand: Command = {
  name: 'reset-link',
  writes: true,
  usage: '<email>',
  summary: 'a link that sets a new password for an account, good once and for an hour',
  options: {},
  maxArgs: 1,
  async run({ context, args, say }) {
    const [email] = args;
    if (!email) throw new UsageError('reset-link needs the e-mail address of an account');
    const link = await createResetLink(context, email, 'auth:createResetLink');
    if (!link) throw new AppError('NOT_FOUND', `No active account has the address ${email}`);
    say(link.url);
    return 0;
  },
};
