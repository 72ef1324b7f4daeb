import {
  AcceptedInvitation,
  AcceptedInvitationToken,
  AcceptInvitationInput,
  CreateInvitationInput,
  InvitationIdInput,
  InvitationPage,
  InvitationPreview,
  InvitationTokenInput,
  ListInvitationsInput,
  MyTenant,
  SentInvitation,
  User,
} from '@portolan/contract';
import {
  acceptAndSignIn,
  acceptInvitation,
  createInvitation,
  declineInvitation,
  listInvitations,
  lookupInvitation,
  resendInvitation,
  revokeInvitation,
} from '@portolan/core';
import * as z from 'zod/mini';
import { answer } from './answer.ts';
import { permitted, publicProcedure, router } from './trpc.ts';
import { verb } from './verb.ts';

const PATH = '/api/v1/invitations';
const casing = 'snake';

/** The answer of a sign-in, and the tenant that was joined. */
const AcceptedView = z.strictObject({
  token: z.string(),
  accessToken: z.string(),
  tokenType: z.literal('bearer'),
  user: User,
  tenant: MyTenant,
});
const acceptedView = {
  schema: AcceptedView,
  of: ({ accessToken, tokenType, user, tenant }: AcceptedInvitationToken) => {
    return { token: accessToken, accessToken, tokenType, user, tenant };
  },
};

export const invitationsRouter = router({
  list: permitted('invitation:read')
    .meta({ summary: 'The invitations of the tenant', rest: [{ method: 'GET', path: PATH, casing }] })
    .input(ListInvitationsInput)
    .output(answer(InvitationPage))
    .query(verb(listInvitations)),
  create: permitted('invitation:create')
    .meta({
      limits: ['invitation'],
      summary: 'Invite an e-mail address into a role; the link is answered where no mail can be sent',
      rest: [{ method: 'POST', path: PATH, casing, status: 201 }],
    })
    .input(CreateInvitationInput)
    .output(answer(SentInvitation))
    .mutation(verb(createInvitation)),
  resend: permitted('invitation:create')
    .meta({
      limits: ['invitation'],
      summary: 'Send an invitation again with a new link; the old one is dead',
      rest: [{ method: 'POST', path: `${PATH}/{id}/resend`, casing }],
    })
    .input(InvitationIdInput)
    .output(answer(SentInvitation))
    .mutation(verb(resendInvitation)),
  revoke: permitted('invitation:delete')
    .meta({ summary: 'Revoke an invitation', rest: [{ method: 'DELETE', path: `${PATH}/{id}`, casing, status: 204 }] })
    .input(InvitationIdInput)
    .output(answer(z.void()))
    .mutation(verb(revokeInvitation)),
  lookup: publicProcedure
    .meta({
      attempts: 'link',
      summary: 'What the bearer of a link is invited to',
      rest: [{ method: 'POST', path: `${PATH}/lookup`, casing }],
    })
    .input(InvitationTokenInput)
    .output(answer(InvitationPreview))
    .mutation(verb(lookupInvitation)),
  accept: publicProcedure
    .meta({
      attempts: 'link',
      limits: ['password'],
      summary: 'Accept an invitation, once, with a new account or the password of an existing one',
      rest: [{ method: 'POST', path: `${PATH}/accept`, casing, view: acceptedView }],
    })
    .input(AcceptInvitationInput)
    .output(answer(AcceptedInvitationToken))
    .mutation(verb(acceptInvitation)),
  acceptAndSignIn: publicProcedure
    .meta({
      attempts: 'link',
      action: 'invitations:accept',
      limits: ['password'],
      summary: 'Accept an invitation in a browser; the session travels in a cookie',
    })
    .input(AcceptInvitationInput)
    .output(answer(AcceptedInvitation))
    .mutation(verb(acceptAndSignIn)),
  decline: publicProcedure
    .meta({
      attempts: 'link',
      summary: 'Decline an invitation',
      rest: [{ method: 'POST', path: `${PATH}/decline`, casing, status: 204 }],
    })
    .input(InvitationTokenInput)
    .output(answer(z.void()))
    .mutation(verb(declineInvitation)),
});
