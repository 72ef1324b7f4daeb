import { expect, it } from 'vitest';
import { toDraft } from './draft.ts';
import { draftConflicts, valueFrom } from './draft-conflicts.ts';
import { saved } from './test-drafts.ts';

const base = saved();
const ownerName = (id: string) => `Owner ${id}`;
const changed = (...paths: string[]) =>
  paths.map((path) => ({ path, code: 'changed', message: 'Changed by bob@example.com at 2026-05-10T12:00:00.000Z' }));

it('tells field by field what is theirs and what is mine, and who changed it', () => {
  const current = saved({ host: 'theirs', port: 6432, description: 'theirs', options: { sslMode: 'require' } });
  const mine = { ...toDraft(base), description: 'mine', port: '6432', name: 'only mine' };
  const changes = changed('host', 'port', 'description', 'options');
  const conflicts = draftConflicts(mine, { base, current, changes, ownerName });
  const facts = conflicts.map(({ name, mine, theirs, side }) => [name, mine, theirs, side]);
  expect(facts).toEqual([
    ['description', 'mine', 'theirs', 'mine'],
    ['host', 'db.example.com', 'theirs', 'theirs'],
    ['sslMode', expect.any(String), expect.any(String), 'theirs'],
    ['schema', 'sales', '', 'theirs'],
  ]);
  for (const { by } of conflicts) expect(by).toMatch(/^Changed by bob@example\.com at May 10, 2026, /);
});

it('tells environment, owner and tags as people read them', () => {
  const current = saved({ environment: 'production', ownerId: '7', tags: ['team:shop', 'eu'] });
  const mine = { ...toDraft(base), tags: ['mine'] };
  const changes = changed('environment', 'ownerId', 'tags');
  const conflicts = draftConflicts(mine, { base, current, changes, ownerName });
  expect(conflicts.map(({ label, mine, theirs, side }) => [label, mine, theirs, side])).toEqual([
    ['Environment', 'Other', 'Production', 'theirs'],
    ['Owner', '', 'Owner 7', 'theirs'],
    ['Tags', 'mine', 'team:shop, eu', 'mine'],
  ]);
});

it('tells of another credential, and has one choose where one is typed or removed', () => {
  const conflict = (patch: object) => {
    const changes = changed('credential');
    return draftConflicts({ ...toDraft(base), ...patch }, { base, current: base, changes, ownerName });
  };
  expect(conflict({})).toMatchObject([{ name: 'credential', mine: null, side: 'theirs' }]);
  expect(conflict({ password: 'p' })).toMatchObject([{ name: 'credential', mine: 'what is typed here', side: 'mine' }]);
  expect(conflict({ removeCredential: true })).toMatchObject([{ mine: 'remove it', side: 'mine' }]);
  const blank = { password: '', token: '', tlsKey: '', removeCredential: false };
  expect(valueFrom(toDraft(base), 'credential')).toMatchObject(blank);
  expect(valueFrom({ ...toDraft(base), password: 'p' }, 'credential')).toMatchObject({ ...blank, password: 'p' });
});
