import { examineTenants, mendTenants, type Problem } from '@portolan/core';
import type { Call, Command } from './command.ts';
import { table } from './table.ts';

/** What a migration of the system database mends. */
const OF_THE_SYSTEM = new Set<Problem>(['missing migrations', 'missing rights']);

export const doctor: Command = {
  name: 'doctor',
  usage: '[--fix]',
  summary: 'lists what is wrong with tenants and their databases; --fix mends what can be mended without loss',
  options: { fix: { type: 'boolean' } },
  maxArgs: 0,
  async run(call) {
    const areHostsWell = await reportHosts(call);
    const findings = await report(call);
    if (findings.length === 0) return areHostsWell ? 0 : 1;
    if (!call.options.fix) {
      call.say('\nportolan doctor --fix mends what can be mended without loss.');
      return 1;
    }
    call.say('');
    if (findings.some(({ problem }) => OF_THE_SYSTEM.has(problem))) await call.composition.migrate();
    for (const { slug, done, what } of await mendTenants(call.context, findings)) {
      call.say(`${done ? 'done' : 'left'}  ${slug}: ${what}`);
    }
    call.say('');
    return (await report(call)).length === 0 && areHostsWell ? 0 : 1;
  },
};

/** Hosts that drivers run on are mended where they are. */
async function reportHosts({ composition, say }: Call): Promise<boolean> {
  const ailing = (await composition.driverHosts()).filter(({ trouble }) => trouble !== null);
  const rows = ailing.map(({ host, trouble }) => ['driver host away', host, trouble ?? '']);
  if (rows.length > 0) for (const line of table(['PROBLEM', 'HOST', 'WHAT'], rows)) say(line);
  return rows.length === 0;
}

async function report({ composition, say }: Call) {
  const findings = await examineTenants(composition.services);
  const rows = findings.map(({ problem, slug, detail }) => [problem, slug, detail]);
  if (rows.length === 0) say('All is well.');
  else for (const line of table(['PROBLEM', 'TENANT', 'WHAT'], rows)) say(line);
  return findings;
}
