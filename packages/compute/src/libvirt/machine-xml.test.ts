import { describe, expect, it } from 'vitest';
import { ComputeError } from '../compute-error.ts';
import { aMachine } from '../testing/a-machine.ts';
import { readXml } from '../xml/read-xml.ts';
import { withoutHelp } from './boot-machine.ts';
import { type DomainPlace, domainXml } from './domain-xml.ts';
import { machineOf, powerOfStats } from './machine-xml.ts';
import { addressesIn } from './read-address.ts';

const PLACE: DomainPlace = {
  type: 'qemu',
  arch: 'x86_64',
  emulator: '/usr/bin/qemu',
  network: 'default',
  diskPath: '/pool/a & b.qcow2',
  imagePath: null,
  consolePath: '/pool/console.log',
};

describe('a machine that was described', () => {
  it.each([
    ['markup', `<b a="1">&amp;&#65;]]></b> 'x'`, `<b a="1">&amp;&#65;]]></b> 'x'`],
    ['characters that XML cannot hold', 'a\u0000\u001b[31m\ufffe\ud800b\r\nc', 'a [31m \ufffdb c'],
    ['marks that turn the text around', 'a\u202eb\u2066c', 'a\u202eb\u2066c'],
    ['300 characters of two units each', '\u{1f30a}'.repeat(301), '\u{1f30a}'.repeat(300)],
    ['nothing that is seen', ' \t ', null],
  ])('has its name again: %s', (_, name, read) => {
    const spec = aMachine({ type: 'template', volume: 't' }, { name });
    const mark = { installation: `"<>&'`, tenant: spec.mark.tenant, owner: spec.mark.owner };
    expect(machineOf(domainXml({ ...spec, mark }, PLACE), 'stopped')).toEqual({
      id: spec.id,
      domain: `portolan-${spec.id}`,
      name: read ?? `portolan-${spec.id}`,
      power: 'stopped',
      cpu: 1,
      memoryMib: 96,
      mark,
    });
  });

  it('and copied under another id is whose copy it is: it has no mark', () => {
    const spec = aMachine({ type: 'template', volume: 't' });
    const copy = domainXml(spec, PLACE).replace(`<uuid>${spec.id}<`, '<uuid>11111111-1111-4111-8111-111111111111<');
    expect(machineOf(copy, 'running')).toMatchObject({ id: '11111111-1111-4111-8111-111111111111', mark: null });
  });

  it('by somebody else has no mark', () => {
    const xml =
      "<domain type='kvm'><name>x</name><uuid>u</uuid><memory unit='KiB'>1048576</memory><vcpu placement='static' current='1'>2</vcpu><metadata><app:a xmlns:app='urn:x'/></metadata></domain>";
    expect(machineOf(xml, 'running')).toMatchObject({ name: 'x', cpu: 2, memoryMib: 1_024, mark: null });
  });

  it.each(['', '<domain>', '<pool/>', '<!DOCTYPE d [<!ENTITY a "b">]><domain><name>&a;</name></domain>'])(
    'is refused where it cannot be read: %s',
    (xml) => {
      expect(() => machineOf(xml, 'running')).toThrow(ComputeError);
    },
  );
});

it('a machine whose processor does not help is the same one by software', () => {
  const spec = aMachine({ type: 'iso', volume: 'i' }, { name: `<b>&"'` });
  const iso = { ...PLACE, imagePath: '/i.iso' };
  const emulated = withoutHelp(domainXml(spec, { ...iso, type: 'kvm' }));
  expect(readXml(emulated ?? '', 'domain')).toEqual(readXml(domainXml(spec, iso), 'domain'));
  expect(withoutHelp(domainXml(spec, iso))).toBeNull();
});

it.each([
  [1, 1, 'running'],
  [3, 11, 'running'],
  [3, 1, { other: 'paused' }],
  [3, 5, { other: 'paused, as its disk could not be written: perhaps that of the hypervisor is full' }],
  [5, 0, 'stopped'],
  [6, 0, { other: 'crashed' }],
])('a machine in the state %d for the reason %d is %j', (state, reason, power) => {
  expect(powerOfStats(`Domain: 'x'\n  state.state=${state}\n  state.reason=${reason}\n`)).toEqual(power);
});

it('addresses that lead nowhere else are none', () => {
  const told = [
    ' lo         00:00:00:00:00:00    ipv4         127.0.0.1/8',
    ' eth0       52:54:00:11:22:33    ipv6         fe80::1/64',
    ' -          -                    ipv4         192.168.122.7/24',
    ' -          -                    ipv6         2001:db8::7/64',
  ];
  expect(addressesIn(told.join('\n'))).toEqual(['192.168.122.7', '2001:db8::7']);
});
