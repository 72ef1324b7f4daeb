import { beginChains } from '@portolan/core';
import type { Command } from './command.ts';

export const beginAuditCommand: Command = {
  name: 'audit begin',
  usage: '',
  summary:
    'signs the audit logs as they lie there, once and on purpose, after an upgrade from a version without signed logs',
  options: {},
  maxArgs: 0,
  async run({ composition, context, say }) {
    const { services } = composition;
    const events = await services.db.exclusive('begin audit', () => beginChains(context));
    if (events === null) {
      say('The audit logs were begun before: they are never signed twice.');
      return 1;
    }
    say(
      `The audit logs are begun, over ${events} events that nobody had signed: what they said before cannot be told.`,
    );
    return 0;
  },
};
