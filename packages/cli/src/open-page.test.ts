import { describe, expect, it } from 'vitest';
import { openerOf, openPage } from './open-page.ts';

describe('a page that is opened', () => {
  it('is one argument of a program of the platform, and nothing for a shell to read', () => {
    const url = 'https://hub.example/activate#code=BDKW-PQRT&x=$(id)';
    expect(openerOf('linux', url)).toEqual(['xdg-open', [url]]);
    expect(openerOf('darwin', url)).toEqual(['open', [url]]);
    expect(openerOf('win32', url)).toEqual(['rundll32', ['url.dll,FileProtocolHandler', url]]);
  });

  it('says so where there is no such program', async () => {
    const { PATH } = process.env;
    process.env.PATH = '/nowhere';
    expect(await openPage('linux', 'https://hub.example/activate')).toBe(false);
    process.env.PATH = PATH;
  });
});
