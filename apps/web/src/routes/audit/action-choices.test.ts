import { AUDIT_ACTIONS } from '@portolan/contract';
import { expect, it } from 'vitest';
import { actionGroups, actionLabel } from './action-choices.ts';

it('offers what there is, in areas, each with its count', () => {
  const facets = [
    { action: 'roles:create', count: 2 },
    { action: 'connections:test', count: 7 },
    { action: 'connections:create', count: 1 },
    { action: 'access.cross_tenant_denied', count: 3 },
    { action: 'sails:hoist', count: 1 },
  ];
  expect(actionGroups(facets)).toEqual([
    {
      label: 'Connections',
      choices: [
        { value: 'connections:', label: 'Connections: all', count: 8 },
        { value: 'connections:test', label: 'test a connection', count: 7 },
        { value: 'connections:create', label: 'create a connection', count: 1 },
      ],
    },
    {
      label: 'Roles',
      choices: [
        { value: 'roles:', label: 'Roles: all', count: 2 },
        { value: 'roles:create', label: 'create a role', count: 2 },
      ],
    },
    {
      label: 'Others',
      choices: [
        { value: 'access.cross_tenant_denied', label: 'reach into another tenant', count: 3 },
        { value: 'sails:hoist', label: 'sails:hoist', count: 1 },
      ],
    },
  ]);
});

it('has words for every action, each its own', () => {
  const labels = AUDIT_ACTIONS.map(actionLabel);
  expect(labels.filter((label) => /[{}:]/.test(label))).toEqual([]);
  expect(actionLabel('roles:')).toBe('Roles: all');
});
