import type { HypervisorCode, Team } from '@portolan/contract';

/** What to do about each failure of a test, and who can. */
export const REMEDIES: Record<HypervisorCode, { remedy: string; team: Team }> = {
  CONFIG_INVALID: {
    remedy: 'Correct the URI of the hypervisor, as qemu:///system or qemu+ssh://user@host/system',
    team: 'operator',
  },
  CREDENTIAL_REENTRY_REQUIRED: { remedy: 'Enter the credential again', team: 'operator' },
  CREDENTIAL_UNREADABLE: { remedy: 'Enter the credential again', team: 'operator' },
  EGRESS_BLOCKED: { remedy: 'Allow the host in PORTOLAN_EGRESS_ALLOW, or use another one', team: 'operator' },
  DNS_NOT_FOUND: { remedy: 'Check the name of the host, and that the hub can resolve it', team: 'network' },
  TCP_REFUSED: { remedy: 'Start the service on the host that the URI names, and check the port', team: 'operator' },
  TCP_UNREACHABLE: { remedy: 'Open the way from the hub to the host and its port', team: 'network' },
  TIMEOUT: { remedy: 'Check that the hypervisor is up and answers virsh on its own machine', team: 'operator' },
  AUTH_FAILED: {
    remedy: 'Check the user, and the key or password; the user must be allowed to manage libvirt',
    team: 'operator',
  },
  HOST_KEY_UNKNOWN: {
    remedy:
      'Check the fingerprint of the host with whoever runs it, then add its key, which ssh-keyscan prints, to the file known_hosts in the data folder of the hub',
    team: 'operator',
  },
  WRONG_SERVICE: { remedy: 'Check that libvirt runs on the host, and that the URI names it', team: 'operator' },
  UNSUPPORTED: { remedy: 'Use a hypervisor of libvirt that keeps its disks as files in a folder', team: 'operator' },
  POOL_NOT_FOUND: {
    remedy: 'Make the pool on the hypervisor by virsh pool-define-as, or name one that it has',
    team: 'operator',
  },
  POOL_INACTIVE: { remedy: 'Start the pool on the hypervisor by virsh pool-start', team: 'operator' },
  CLIENT_MISSING: {
    remedy:
      'Install what speaks to hypervisors where the hub runs: the packages libvirt-clients and, for hosts behind ssh, openssh-client',
    team: 'operator',
  },
  QUERY_FAILED: { remedy: 'Read the log of libvirt on the hypervisor', team: 'operator' },
};
