import {
  AcceptInvitationInput,
  InvitationTokenInput,
  InviteOperatorInput,
  IssuedToken,
  ListOperatorsInput,
  OperatorIdInput,
  OperatorInvitation,
  OperatorInvitationPreview,
  OperatorPage,
  User,
} from '@portolan/contract';
import {
  acceptOperatorAndSignIn,
  acceptOperatorInvitation,
  declineOperatorInvitation,
  inviteOperator,
  listOperators,
  lookupOperatorInvitation,
  removeOperator,
} from '@portolan/core';
import * as z from 'zod/mini';
import { answer } from './answer.ts';
import { loginView } from './login-view.ts';
import { operatorProcedure, publicProcedure, router } from './trpc.ts';
import { verb } from './verb.ts';

const PATH = '/api/v1/operators';
const INVITATIONS = '/api/v1/operator-invitations';
const casing = 'snake';

export const operatorsRouter = router({
  list: operatorProcedure
    .meta({
      summary: 'The operators of the installation, and who is invited to be one',
      rest: [{ method: 'GET', path: PATH, casing }],
    })
    .input(ListOperatorsInput)
    .output(answer(OperatorPage))
    .query(verb(listOperators)),
  invite: operatorProcedure
    .meta({
      limits: ['invitation'],
      summary: 'Invite an e-mail address to be an operator; the link is answered where no mail can be sent',
      rest: [{ method: 'POST', path: PATH, casing, status: 201 }],
    })
    .input(InviteOperatorInput)
    .output(answer(OperatorInvitation))
    .mutation(verb(inviteOperator)),
  remove: operatorProcedure
    .meta({
      summary:
        'End the work of an operator, whose sessions end with it, or an invitation to it; the last operator stays',
      rest: [{ method: 'DELETE', path: `${PATH}/{id}`, casing, status: 204 }],
    })
    .input(OperatorIdInput)
    .output(answer(z.void()))
    .mutation(verb(removeOperator)),
  lookup: publicProcedure
    .meta({
      attempts: 'link',
      summary: 'Who invites the bearer of a link to be an operator',
      rest: [{ method: 'POST', path: `${INVITATIONS}/lookup`, casing }],
    })
    .input(InvitationTokenInput)
    .output(answer(OperatorInvitationPreview))
    .mutation(verb(lookupOperatorInvitation)),
  accept: publicProcedure
    .meta({
      attempts: 'link',
      limits: ['password'],
      summary: 'Become an operator, with a new account or the password of an existing one',
      rest: [{ method: 'POST', path: `${INVITATIONS}/accept`, casing, view: loginView }],
    })
    .input(AcceptInvitationInput)
    .output(answer(IssuedToken))
    .mutation(verb(acceptOperatorInvitation)),
  acceptAndSignIn: publicProcedure
    .meta({
      attempts: 'link',
      action: 'operators:accept',
      limits: ['password'],
      summary: 'Become an operator in a browser; the session travels in a cookie',
    })
    .input(AcceptInvitationInput)
    .output(answer(User))
    .mutation(verb(acceptOperatorAndSignIn)),
  decline: publicProcedure
    .meta({
      attempts: 'link',
      summary: 'Decline to be an operator',
      rest: [{ method: 'POST', path: `${INVITATIONS}/decline`, casing, status: 204 }],
    })
    .input(InvitationTokenInput)
    .output(answer(z.void()))
    .mutation(verb(declineOperatorInvitation)),
});
