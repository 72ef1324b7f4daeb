import { makeAnchor } from '@portolan/core';
import type { Command } from './command.ts';

export const anchorAuditCommand: Command = {
  name: 'audit anchor',
  usage: '',
  summary: 'prints count and head of every audit log, signed: keep it where nobody of this installation can change it',
  options: {},
  maxArgs: 0,
  async run({ composition, say }) {
    say(JSON.stringify(await makeAnchor(composition.services)));
    return 0;
  },
};
