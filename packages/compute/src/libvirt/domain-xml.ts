import type { MachineSpec } from '../hypervisor.ts';
import { cleanText } from '../xml/clean-text.ts';
import type { XmlElement } from '../xml/read-xml.ts';
import { writeXml } from '../xml/write-xml.ts';
import { MARK_ELEMENT, MARK_NAMESPACE } from './machine-xml.ts';
import { domainName } from './names.ts';

/** What a machine finds on its hypervisor. */
export interface DomainPlace {
  /** `kvm` where the processor helps, else `qemu`; `xen`. */
  type: string;
  arch: string;
  emulator: string;
  /** Of a network that is active; null for one behind the hypervisor's own address. */
  network: string | null;
  diskPath: string;
  /** The image in its drive; null for none. */
  imagePath: string | null;
  consolePath: string;
}

/** The description of a machine, as the hypervisor is given it. */
export function domainXml(spec: MachineSpec, place: DomainPlace): string {
  const { installation, tenant, owner } = spec.mark;
  return writeXml('domain', {
    '@type': place.type,
    name: domainName(spec.id),
    uuid: spec.id,
    title: cleanText(spec.name),
    metadata: {
      [MARK_ELEMENT]: {
        '@xmlns:portolan': MARK_NAMESPACE,
        '@id': spec.id,
        '@installation': cleanText(installation),
        '@tenant': cleanText(tenant),
        '@owner': cleanText(owner),
      },
    },
    memory: { '@unit': 'MiB', '#text': String(spec.memoryMib) },
    vcpu: String(spec.cpu),
    os: {
      type: { '@arch': place.arch, '#text': 'hvm' },
      boot: [{ '@dev': 'hd' }, { '@dev': 'cdrom' }],
    },
    features: isPc(place.arch) ? { acpi: {}, apic: {} } : { acpi: {} },
    ...(place.type === 'kvm' ? { cpu: { '@mode': 'host-passthrough' } } : {}),
    clock: { '@offset': 'utc' },
    on_poweroff: 'destroy',
    on_reboot: 'restart',
    on_crash: 'destroy',
    devices: devices(place),
  });
}

const isPc = (arch: string) => arch === 'x86_64' || arch === 'i686';

function devices({ arch, emulator, diskPath, imagePath, consolePath, network }: DomainPlace): XmlElement {
  const disk: XmlElement = {
    '@type': 'file',
    '@device': 'disk',
    driver: { '@name': 'qemu', '@type': 'qcow2', '@discard': 'unmap' },
    source: { '@file': diskPath },
    target: { '@dev': 'vda', '@bus': 'virtio' },
  };
  const drive: XmlElement = {
    '@type': 'file',
    '@device': 'cdrom',
    driver: { '@name': 'qemu', '@type': 'raw' },
    source: { '@file': imagePath ?? '' },
    target: { '@dev': 'sda', '@bus': isPc(arch) ? 'sata' : 'scsi' },
    readonly: {},
  };
  return {
    emulator,
    disk: imagePath ? [disk, drive] : disk,
    interface: {
      '@type': network ? 'network' : 'user',
      ...(network ? { source: { '@network': network } } : {}),
      model: { '@type': 'virtio' },
    },
    serial: { '@type': 'pty', log: { '@file': consolePath, '@append': 'on' }, target: { '@port': '0' } },
    console: { '@type': 'pty', target: { '@type': 'serial', '@port': '0' } },
    channel: { '@type': 'unix', target: { '@type': 'virtio', '@name': 'org.qemu.guest_agent.0' } },
    video: { model: { '@type': isPc(arch) ? 'vga' : 'virtio' } },
    memballoon: { '@model': 'virtio' },
    rng: { '@model': 'virtio', backend: { '@model': 'random', '#text': '/dev/urandom' } },
  };
}
