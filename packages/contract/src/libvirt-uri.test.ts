import { describe, expect, it } from 'vitest';
import { ConfiguredLibvirtUri, LibvirtUri } from './hypervisors.ts';
import { readLibvirtUri } from './libvirt-uri.ts';

const OWN = { isOwn: true };

it.each([
  'qemu:///system',
  'qemu:///session',
  'qemu+unix:///system',
  'qemu+ssh://me@host:2222/system',
  'qemu+ssh://me@host/system?mode=direct',
  'qemu+tcp://host/system',
  'qemu://host/system',
  'xen+ssh://[2001:db8::1]/',
  'esx://root@host/?auto_answer=1',
  'vpx://user%40domain@vcenter/dc/host',
])('%s is accepted of whoever adds a hypervisor', (uri) => {
  expect(readLibvirtUri(uri)).not.toHaveProperty('problem');
  expect(LibvirtUri.parse(` ${uri} `)).toBe(uri);
});

it.each([
  ['test:///default', 'Hypervisors of the kind test are not known here: qemu, xen, esx, vpx are'],
  ['qemu+unix:///system?socket=/var/run/docker.sock', 'The parameter socket must not stand in the URI'],
  ['qemu+ssh://host/system?socket=/run/x', 'The parameter socket must not stand in the URI'],
  ['qemu+tls://host/system?pkipath=/etc', 'The parameter pkipath must not stand in the URI'],
  ['qemu+tls://host/system?no_verify=1', 'The parameter no_verify must not stand in the URI'],
  ['esx://host/?no_verify=1', 'The parameter no_verify must not stand in the URI'],
])('%s is for the environment of the server alone', (uri, problem) => {
  expect(readLibvirtUri(uri)).toEqual({ problem });
  expect(LibvirtUri.safeParse(uri).success).toBe(false);
  if (!uri.includes('ssh')) expect(ConfiguredLibvirtUri.parse(uri)).toBe(uri);
});

describe('a URI that nobody may use', () => {
  it.each([
    ['system', 'This is no URI of libvirt'],
    ['qemu+ssh://ho\nst/system', 'This is no URI of libvirt'],
    ['qemu+ssh://h\u202eost/system', 'This is no URI of libvirt'],
    ['lxc:///', 'Hypervisors of the kind lxc are not known here: qemu, xen, esx, vpx are'],
    ['file:///etc/passwd', 'Hypervisors of the kind file are not known here: qemu, xen, esx, vpx are'],
    ['https://host/system', 'Hypervisors of the kind https are not known here: qemu, xen, esx, vpx are'],
    ['qemu+ext://host/system', 'Hypervisors are not reached by ext: use qemu+ssh'],
    ['qemu+libssh2://host/system', 'Hypervisors are not reached by libssh2: use qemu+ssh'],
    ['qemu+ssh+ext://host/system', 'Hypervisors are not reached by ssh: use qemu+ssh'],
    ['esx+ssh://host/', 'Hypervisors are not reached by ssh: use esx+ssh'],
    ['qemu+ssh://me:secret@host/system', 'A password must not stand in the URI'],
    ['qemu+ssh:///system', 'The URI names no host'],
    ['qemu+unix://host/system', 'A socket of this machine has no host'],
    ['qemu+ssh://host/system?command=/bin/evil', 'The parameter command must not stand in the URI'],
    ['qemu+ssh://host/system?COMMAND=/bin/evil', 'The parameter COMMAND must not stand in the URI'],
    ['qemu+ssh://host/system?%63ommand=/bin/evil', 'The parameter command must not stand in the URI'],
    ['qemu+ssh://host/system?mode=direct&netcat=/bin/evil', 'The parameter netcat must not stand in the URI'],
    ['qemu+ssh://host/system?=x', 'The parameter  must not stand in the URI'],
    ['qemu+ssh://host/system?proxy=netcat', 'The parameter proxy must not stand in the URI'],
    ['qemu+ssh://host/system?keyfile=/root/.ssh/id', 'The parameter keyfile must not stand in the URI'],
    ['qemu+ssh://host/system?no_verify=1', 'The parameter no_verify must not stand in the URI'],
    ['esx://host/?vcenter=other', 'The parameter vcenter must not stand in the URI'],
    ['esx://host/?proxy=socks://other', 'The parameter proxy must not stand in the URI'],
    ['test:///etc/passwd', 'Of test there is test:///default alone'],
    ['qemu:///embed?root=/', 'The parameter root must not stand in the URI'],
    ['qemu:///embed', 'The path of a qemu URI is /system or /session'],
    ['qemu:///system#x', 'A URI of libvirt has no fragment'],
    ['qemu+ssh://-oProxyCommand=x/system', 'The host has characters that no host has'],
    ['qemu+ssh://-oProxyCommand=x@host/system', 'The user has characters that no user has'],
    ['qemu+ssh://a%0Ab@host/system', 'The user has characters that no user has'],
    ['qemu+ssh://%zz@host/system', 'The user has characters that no user has'],
  ])('%j: %s', (uri, problem) => {
    expect(readLibvirtUri(uri, OWN)).toEqual({ problem });
    for (const schema of [LibvirtUri, ConfiguredLibvirtUri]) expect(schema.safeParse(uri).success).toBe(false);
  });

  it('is told with what is accepted', () => {
    const messageOf = (uri: string) => LibvirtUri.safeParse(uri).error?.issues.map(({ message }) => message);
    const kinds =
      'Must be a URI of libvirt: qemu, xen, esx or vpx, by ssh, tls, tcp or a socket of this machine, as qemu+ssh://user@host/system';
    expect(messageOf('lxc:///')).toEqual([kinds]);
    expect(messageOf('qemu+ssh://me:secret@host/system')).toEqual(['Must have no password in it']);
    expect(messageOf('qemu+ssh://host/system?command=x')).toEqual([
      'Must have no parameters but mode and, for VMware, auto_answer',
    ]);
  });
});
