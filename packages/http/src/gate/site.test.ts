import { describe, expect, it } from 'vitest';
import { createSite } from './site.ts';

const site = (url: string, host = '127.0.0.1', port = 3000) =>
  createSite({ publicUrl: new URL(url), host }, () => port);

describe('the hosts that are served', () => {
  const hub = site('https://hub.example');
  it.each([
    'hub.example',
    'HUB.example',
    'hub.example:8443',
    'localhost:3000',
    'localhost',
    '127.0.0.1:9',
    '[::1]:3000',
  ])('are those of the public URL and of this machine: %s', (host) => expect(hub.serves(host)).toBe(true));
  it.each([
    'evil.example',
    'hub.example.evil.example',
    'evilhub.example',
    'hub.example.',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    '10.0.0.5:3000',
    '0.0.0.0:3000',
    '[::ffff:10.0.0.5]',
    'hub.example@evil.example',
    'evil.example#hub.example',
    'evil.example/hub.example',
    '',
    ':3000',
  ])('are no others: %j', (host) => expect(hub.serves(host)).toBe(false));

  it('are also the address that is listened on, unless it is all of them', () => {
    expect(site('https://hub.example', '10.0.0.5').serves('10.0.0.5:3000')).toBe(true);
    expect(site('https://hub.example', '2001:db8::5').serves('[2001:DB8:0::5]:3000')).toBe(true);
    expect(site('https://hub.example', '10.0.0.5').serves('10.0.0.6:3000')).toBe(false);
    for (const everywhere of ['0.0.0.0', '::']) {
      expect(site('https://hub.example', everywhere).serves('10.0.0.5:3000')).toBe(false);
      expect(site('https://hub.example', everywhere).serves('0.0.0.0:3000')).toBe(false);
    }
  });
});

describe('an origin is compared whole', () => {
  const hub = site('https://hub.example');
  it.each<[string, string]>([
    ['https://hub.example', 'hub.example'],
    ['https://hub.example', '127.0.0.1:3000'],
    ['http://localhost:3000', 'localhost:3000'],
    ['http://localhost:9999', 'localhost:9999'],
    ['http://[::1]:3000', '[::1]:3000'],
  ])('%s is our own at %s', (origin, host) => expect(hub.owns(origin, host)).toBe(true));
  it.each<[string, string]>([
    ['http://hub.example', 'hub.example'],
    ['https://hub.example:444', 'hub.example'],
    ['https://hub.example:444', 'hub.example:444'],
    ['http://hub.example:80', 'hub.example:80'],
    ['https://www.hub.example', 'hub.example'],
    ['https://hub.example.', 'hub.example'],
    ['https://hub.example/', 'hub.example'],
    ['https://HUB.example', 'hub.example'],
    ['http://localhost:3001', 'localhost:3000'],
    ['https://localhost:3000', 'localhost:3000'],
    ['http://localhost:3000', 'hub.example'],
    ['http://127.0.0.1:3000', 'localhost:3000'],
    ['null', 'hub.example'],
    ['', 'hub.example'],
  ])('%s is not our own at %s', (origin, host) => expect(hub.owns(origin, host)).toBe(false));

  it('and every name of this machine is one where the public URL is this machine', () => {
    const local = site('http://127.0.0.1:0', '127.0.0.1', 41_234);
    for (const name of ['localhost', '127.0.0.1', '[::1]']) {
      expect(local.owns(`http://${name}:41234`, '127.0.0.1:41234')).toBe(true);
      expect(local.owns(`http://${name}:41235`, '127.0.0.1:41234')).toBe(false);
      expect(local.owns(`https://${name}:41234`, '127.0.0.1:41234')).toBe(false);
    }
  });
});
