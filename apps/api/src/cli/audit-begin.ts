import { beginChains, recordEvent } from '@portolan/core';
import type { Command } from './command.ts';

export const beginAuditCommand: Command = {
  name: 'audit begin',
  usage: '',
  summary:
    'signs the audit logs as they lie there, for an installation that was cut short while it was brought up to date',
  options: {},
  maxArgs: 0,
  async run({ composition, context, say }) {
    const { services } = composition;
    const done = await services.db.exclusive('begin audit', () => beginChains(services));
    if (!done) {
      say('The audit logs were begun before: they are never signed twice.');
      return 1;
    }
    await services.db.transaction({}, (em) => recordEvent(em, context, { action: 'audit:begin' }));
    say('The audit logs are begun.');
    return 0;
  },
};
