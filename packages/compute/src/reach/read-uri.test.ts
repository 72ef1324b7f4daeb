import { describe, expect, it } from 'vitest';
import { dialledUri } from './dialled-uri.ts';
import { type Reach, readUri } from './read-uri.ts';

function reachOf(uri: string): Reach {
  const reach = readUri(uri);
  if ('problem' in reach) throw new Error(reach.problem);
  return reach;
}

describe('a URI that may be dialled', () => {
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
});

describe('a URI that may not', () => {
  it.each([
    ['system', 'This is no URI of libvirt'],
    ['lxc:///', 'Hypervisors of the kind lxc are not known here'],
    ['qemu+ext://host/system', 'Hypervisors are not reached by ext: use qemu+ssh'],
    ['qemu+libssh2://host/system', 'Hypervisors are not reached by libssh2: use qemu+ssh'],
    ['qemu+ssh://me:secret@host/system', 'A password must not stand in the URI'],
    ['qemu+ssh:///system', 'The URI names no host'],
    ['qemu+unix://host/system', 'A socket of this machine has no host'],
    ['qemu+ssh://host/system?command=/bin/evil', 'The parameter command must not stand in the URI'],
    ['qemu+ssh://host/system?no_verify=1', 'The parameter no_verify must not stand in the URI'],
    ['esx://host/?vcenter=other', 'The parameter vcenter must not stand in the URI'],
    ['test:///etc/passwd', 'Of test there is test:///default alone'],
    ['qemu:///embed?root=/', 'The parameter root must not stand in the URI'],
    ['qemu:///embed', 'The path of a qemu URI is /system or /session'],
    ['qemu+ssh://-oProxyCommand=x/system', 'The host has characters that no host has'],
  ])('%s: %s', (uri, problem) => {
    expect(readUri(uri)).toEqual({ problem });
  });
});
