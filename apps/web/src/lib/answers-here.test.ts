import { createTRPCClient, type TRPCLink } from '@trpc/client';
import { initTRPC } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import { afterEach, expect, it } from 'vitest';
import { answersHere } from './answers-here.ts';
import { enterTenant } from './tenant-choice.ts';

const t = initTRPC.create();
const router = t.router({ ask: t.procedure.query(() => 'yes') });
type Router = typeof router;

afterEach(() => enterTenant(null));

/** A client whose answers come when they are let go. */
function heldClient() {
  let letGo = () => {};
  const held: TRPCLink<Router> = () => () =>
    observable((observer) => {
      letGo = () => {
        observer.next({ result: { type: 'data', data: 'yes' } });
        observer.complete();
      };
    });
  return { client: createTRPCClient<Router>({ links: [answersHere(), held] }), answer: () => letGo() };
}

it('answers whoever is still in the tenant that was asked in', async () => {
  enterTenant('acme');
  const { client, answer } = heldClient();
  const asked = client.ask.query();
  enterTenant('acme');
  answer();
  expect(await asked).toBe('yes');
});

it('is silent once the tab has been in another tenant, even if it has come back', async () => {
  enterTenant('acme');
  const { client, answer } = heldClient();
  let isAnswered = false;
  void client.ask.query().finally(() => {
    isAnswered = true;
  });
  enterTenant('beta');
  enterTenant('acme');
  answer();
  await new Promise((resolve) => setImmediate(resolve));
  expect(isAnswered).toBe(false);
});
