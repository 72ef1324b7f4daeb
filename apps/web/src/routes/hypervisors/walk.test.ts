import { expect, it } from 'vitest';
import { walkTo } from './walk.ts';

it('walks to a hypervisor of this machine without what there is of a network', () => {
  for (const uri of ['qemu:///system', 'test:///default', 'qemu+unix:///system?socket=/run/libvirt/libvirt-sock'])
    expect(walkTo(uri).order).toEqual(['config', 'login', 'version', 'storage', 'capacity']);
  for (const uri of ['qemu+ssh://root@rack-1/system', 'vpx://vcenter/Berlin/esx1'])
    expect(walkTo(uri).order.slice(0, 5)).toEqual(['config', 'policy', 'dns', 'tcp', 'login']);
});
