import type { ServiceAccount } from '@portolan/contract';
import { expect, it } from 'vitest';
import { draftOf, toChange, toCreation, validateAccount } from './account-draft.ts';

const ME = '01890000-0000-7000-8000-000000000001';
const ROLE = '01890000-0000-7000-8000-000000000002';
const account: ServiceAccount = {
  id: '01890000-0000-7000-8000-000000000003',
  name: 'Deployment',
  description: null,
  isActive: true,
  owner: null,
  roles: ['DBA'],
  roleIds: [ROLE],
  keyCount: 0,
  lastUsedAt: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-02T00:00:00.000Z',
};

it('begins with oneself as the owner, and asks for a name', () => {
  const draft = draftOf(undefined, ME);
  expect(draft).toEqual({ name: '', description: '', ownerId: ME, roleIds: [] });
  expect(validateAccount(draft)).toEqual({ name: 'Name is required' });
  expect(toCreation({ ...draft, name: ' Deployment ', roleIds: [ROLE] })).toEqual({
    name: 'Deployment',
    description: null,
    ownerId: ME,
    roleIds: [ROLE],
  });
});

it('sends of a change what was changed, with the version that it goes by', () => {
  const draft = draftOf(account, ME);
  const untouched = { id: account.id, expectedUpdatedAt: account.updatedAt };
  expect(toChange(account, draft)).toEqual(untouched);
  expect(toChange(account, { ...draft, description: 'Ships', ownerId: ME })).toEqual({
    ...untouched,
    description: 'Ships',
    ownerId: ME,
  });
  expect(toChange(account, { ...draft, roleIds: [] })).toEqual({ ...untouched, roleIds: [] });
});
