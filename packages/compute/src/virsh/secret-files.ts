import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LibvirtReach } from '@portolan/contract';
import type { HypervisorTarget } from '../hypervisor.ts';

/** What a call needs of files: for its length alone, readable by this user alone. */
export interface SecretFiles extends AsyncDisposable {
  folder: string;
  /** What is run in place of ssh; null where there is no ssh. */
  ssh: string | null;
  /** Where they lie, for the environment of virsh: none of the secrets themselves. */
  env: Record<string, string>;
  put(name: string, content: string, mode?: number): Promise<string>;
}

export interface SecretFileOptions {
  target: HypervisorTarget;
  reach: LibvirtReach;
  address: string | null;
  /** Where folders of calls are made: one of ours, closed to others. */
  home: string;
  /** Files with keys of hosts, which people have checked. */
  knownHosts: readonly string[];
}

export async function secretFiles(options: SecretFileOptions): Promise<SecretFiles> {
  const folder = await mkdtemp(path.join(options.home, 'call-'));
  const put = async (name: string, content: string, mode = 0o600) => {
    const file = path.join(folder, name);
    await writeFile(file, content, { mode, flag: 'wx' });
    return file;
  };
  const files: SecretFiles = {
    folder,
    ssh: null,
    env: {},
    put,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
  const { reach, target } = options;
  const password = target.credential?.password;
  if (reach.transport === 'ssh') files.ssh = await sshWrapper(files, options);
  else if (password) files.env.LIBVIRT_AUTH_FILE = await put('auth', authFile(options, password));
  return files;
}

/**
 * Stands between libvirt and ssh: dials the checked address, and nobody whose key is not known under the host's name. Options come first, as
 * the first one that is said counts.
 */
async function sshWrapper(
  files: SecretFiles,
  { target, reach, address, knownHosts }: SecretFileOptions,
): Promise<string> {
  const { privateKey, password } = target.credential ?? {};
  const host = reach.host ?? '';
  const options: Record<string, string> = {
    StrictHostKeyChecking: 'yes',
    UpdateHostKeys: 'no',
    UserKnownHostsFile: knownHosts.map((file) => `"${file}"`).join(' '),
    HostKeyAlias: reach.port === 22 ? host : `[${host}]:${reach.port}`,
    CheckHostIP: 'no',
    ConnectTimeout: '10',
    ControlMaster: 'no',
    ControlPath: 'none',
    ProxyCommand: 'none',
    ForwardAgent: 'no',
    NumberOfPasswordPrompts: '1',
  };
  if (address) options.HostName = address;
  if (privateKey) {
    options.IdentityFile = await files.put('key', privateKey.endsWith('\n') ? privateKey : `${privateKey}\n`);
    options.IdentitiesOnly = 'yes';
    options.IdentityAgent = 'none';
  }
  const lines = ['#!/bin/sh'];
  if (password) {
    const secret = await files.put('password', `${password}\n`);
    const asker = await files.put('ask', `#!/bin/sh\nexec cat ${shellWord(secret)}\n`, 0o700);
    lines.push(`export SSH_ASKPASS=${shellWord(asker)} SSH_ASKPASS_REQUIRE=force`);
  } else {
    options.BatchMode = 'yes';
  }
  const words = Object.entries(options).map(([name, value]) => `-o ${shellWord(`${name}=${value}`)}`);
  lines.push(`exec ssh ${words.join(' ')} "$@"`);
  return files.put('ssh', `${lines.join('\n')}\n`, 0o700);
}

/** As libvirt reads it; see "Client authentication" of its manual. */
function authFile({ target, reach }: SecretFileOptions, password: string): string {
  const service = reach.transport === 'https' ? reach.driver : 'libvirt';
  const username = target.username ?? reach.username;
  const line = (text: string) => text.replace(/[\r\n]/g, '');
  return [
    '[credentials-portolan]',
    ...(username ? [`username=${line(username)}`, `authname=${line(username)}`] : []),
    `password=${line(password)}`,
    `[auth-${service}-${reach.host ?? 'localhost'}]`,
    'credentials=portolan',
    `[auth-${service}-default]`,
    'credentials=portolan',
    '',
  ].join('\n');
}

const shellWord = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
