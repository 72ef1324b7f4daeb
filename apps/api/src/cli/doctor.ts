import {
  examineMachines,
  examineTenants,
  type MachineFinding,
  mendMachines,
  mendTenants,
  type Problem,
} from '@portolan/core';
import type { Call, Command } from './command.ts';
import { table } from './table.ts';

/** What a migration of the system database mends. */
const OF_THE_SYSTEM = new Set<Problem>(['missing migrations', 'missing rights']);

/** Nothing can be said of machines before these are mended. */
const UNREADABLE = new Set<Problem>([...OF_THE_SYSTEM, 'newer version', 'unfinished restore']);

const REMOVES =
  'mends what can be mended without loss, and removes orphan machines and disks with all that is on them: read the list first.';
const isOrphan = ({ problem }: MachineFinding) => problem === 'orphan machine' || problem === 'orphan disk';

export const doctor: Command = {
  name: 'doctor',
  usage: '[--fix]',
  summary:
    'lists what is wrong with tenants, their databases and machines; --fix mends it, and removes machines that no row knows',
  options: { fix: { type: 'boolean' } },
  maxArgs: 0,
  async run(call) {
    const areHostsWell = await reportHosts(call);
    const { findings, machines } = await report(call);
    if (findings.length + machines.length === 0) return areHostsWell ? 0 : 1;
    if (!call.options.fix) {
      call.say(
        `\nportolan doctor --fix ${machines.some(isOrphan) ? REMOVES : 'mends what can be mended without loss.'}`,
      );
      return 1;
    }
    call.say('');
    if (findings.some(({ problem }) => OF_THE_SYSTEM.has(problem))) await call.composition.migrate();
    for (const { slug, done, what } of await mendTenants(call.context, findings)) {
      call.say(`${done ? 'done' : 'left'}  ${slug}: ${what}`);
    }
    for (const { hypervisor, done, what } of await mendMachines(call.composition.services, machines)) {
      call.say(`${done ? 'done' : 'left'}  ${hypervisor}: ${what}`);
    }
    call.say('');
    const left = await report(call);
    return left.findings.length + left.machines.length === 0 && areHostsWell ? 0 : 1;
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
  const isReadable = !findings.some(({ problem }) => UNREADABLE.has(problem));
  const machines: MachineFinding[] = isReadable ? await examineMachines(composition.services) : [];
  const rows = findings.map(({ problem, slug, detail }) => [problem, slug, detail]);
  const others = machines.map(({ problem, hypervisor, detail }) => [problem, hypervisor, detail]);
  if (rows.length + others.length === 0) say('All is well.');
  if (rows.length > 0) for (const line of table(['PROBLEM', 'TENANT', 'WHAT'], rows)) say(line);
  if (others.length > 0) for (const line of table(['PROBLEM', 'HYPERVISOR', 'WHAT'], others)) say(line);
  return { findings, machines };
}
