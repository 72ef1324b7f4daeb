import { AUDIT_ACTIONS } from '@portolan/contract';
import type { AnyTRPCRouter } from '@trpc/server';
import { expect, it } from 'vitest';
import { appRouter } from './index.ts';
import type { Meta } from './meta.ts';

it('has the name of every procedure in the catalogue of actions', () => {
  const procedures = (appRouter as AnyTRPCRouter)._def.procedures as Record<string, { _def: { meta?: Meta } }>;
  const names = Object.entries(procedures).map(([path, { _def }]) => _def.meta?.action ?? path.replace('.', ':'));
  const known = new Set<string>(AUDIT_ACTIONS);
  expect(names.length).toBeGreaterThan(50);
  expect(names.filter((name) => !known.has(name))).toEqual([]);
});
