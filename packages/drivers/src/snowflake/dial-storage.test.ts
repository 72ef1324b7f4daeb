import { createSecureContext } from 'node:tls';
import { expect, test } from 'vitest';
import { createEgressPolicy, type EgressRules } from '../egress/egress-policy.ts';
import { deadlineAt } from '../stages/deadline.ts';
import { dialStorage } from './dial-storage.ts';

const tls = { mode: 'verify-full' as const, context: createSecureContext() };
const dial = (host: string, port: number, rules: Partial<EgressRules> = {}) =>
  dialStorage(host, port, tls, {
    policy: createEgressPolicy({ allow: [], deny: [], allowPrivate: false, ...rules }),
    deadline: deadlineAt(Date.now() + 2_000),
  });

test.each([
  ['127.0.0.1', 443],
  ['localhost', 443],
  ['169.254.169.254', 443],
  ['metadata.google.internal', 443],
  ['evil.example', 443],
  ['bucket.s3.amazonaws.com.evil.example', 443],
  ['ec2.us-west-2.amazonaws.com', 443],
  ['stage.s3.us-west-2.amazonaws.com', 80],
])('%s on port %i is no place for results', async (host, port) => {
  await expect(dial(host, port, { allowPrivate: true })).rejects.toMatchObject({ code: 'ROUTED_ELSEWHERE' });
});

test.each(['stage.s3.us-west-2.amazonaws.com', 'account.blob.core.windows.net', 'storage.googleapis.com'])(
  '%s is one, past the egress policy',
  async (host) => {
    await expect(dial(host, 443, { deny: [host] })).rejects.toMatchObject({ code: 'ROUTED_ELSEWHERE' });
    // Nothing is dialled: every address there is has been denied.
    await expect(dial(host, 443, { deny: ['0.0.0.0/0', '::/0'] })).rejects.toMatchObject({
      code: expect.stringMatching(/^(EGRESS_BLOCKED|DNS_NOT_FOUND|TIMEOUT)$/),
    });
  },
);
