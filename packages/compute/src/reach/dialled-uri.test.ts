import { type LibvirtReach, readLibvirtUri } from '@portolan/contract';
import { expect, it } from 'vitest';
import { dialledUri } from './dialled-uri.ts';

function reachOf(uri: string): LibvirtReach {
  const reach = readLibvirtUri(uri, { isOwn: true });
  if ('problem' in reach) throw new Error(reach.problem);
  return reach;
}

it.each([
  ['qemu:///system', 'local', null, 0, 'qemu:///system'],
  ['qemu+unix:///system?socket=/run/a', 'local', null, 0, 'qemu+unix:///system?socket=%2Frun%2Fa'],
  ['qemu+ssh://me@host:2222/system', 'ssh', 'host', 2_222, 'qemu+ssh://me@host:2222/system?command=%2Fssh'],
  ['qemu+tcp://host/system', 'tcp', 'host', 16_509, 'qemu+tcp://10.0.0.9:16509/system'],
  ['qemu://host/system', 'tls', 'host', 16_514, 'qemu+tls://host:16514/system'],
  ['xen+ssh://[2001:db8::1]/', 'ssh', '2001:db8::1', 22, 'xen+ssh://[2001:db8::1]:22/?command=%2Fssh'],
  ['vpx://user@vcenter/dc/host', 'https', 'vcenter', 443, 'vpx://user@vcenter:443/dc/host'],
  ['esx://host/?no_verify=1', 'https', 'host', 443, 'esx://host:443/?no_verify=1'],
])('%s is reached by %s', (uri, transport, host, port, dialled) => {
  const reach = reachOf(uri);
  expect(reach).toMatchObject({ transport, host, port });
  expect(dialledUri(reach, '10.0.0.9', '/ssh')).toBe(dialled);
});
