import {
  ApproveHandOverInput,
  BeginHandOverInput,
  BegunHandOver,
  ChangeEmailInput,
  ChangePasswordInput,
  CompleteHandOverInput,
  HandOverOutcome,
  HandOverRequest,
  IssuedToken,
  LoginInput,
  Me,
  PasswordResetRequested,
  RequestPasswordResetInput,
  ResetPasswordInput,
  Session,
  SessionIdInput,
  ShortCodeInput,
  UpdateProfileInput,
  User,
} from '@portolan/contract';
import {
  approveHandOver,
  beginHandOver,
  changeEmail,
  changePassword,
  completeHandOver,
  getMe,
  issueToken,
  listSessions,
  login,
  logout,
  lookupHandOver,
  refuseHandOver,
  requestPasswordReset,
  resetPassword,
  revokeOtherSessions,
  revokeSession,
  updateProfile,
} from '@portolan/core';
import * as z from 'zod/mini';
import { answer } from './answer.ts';
import { loginView } from './login-view.ts';
import { callerProcedure, publicProcedure, router, sessionProcedure } from './trpc.ts';
import { verb } from './verb.ts';

/** The answer of `/api/v1/auth/token`, as OAuth spells it. */
const TokenView = z.strictObject({ accessToken: z.string(), tokenType: z.literal('bearer'), expiresIn: z.int() });
const ignored = z.optional(z.nullable(z.string().check(z.maxLength(2_000))));
/** What OAuth 2 clients send along with a password (RFC 6749, 4.3.2 and 2.3.1; RFC 7521, 8707): there are no clients or scopes here. */
const OAuthParameters = z.strictObject({
  grant_type: z.optional(z.nullable(z.enum(['password', ''], 'The only grant type here is password'))),
  scope: ignored,
  client_id: ignored,
  client_secret: ignored,
  client_assertion: ignored,
  client_assertion_type: ignored,
  audience: ignored,
  resource: ignored,
});

const tokenView = {
  schema: TokenView,
  of: ({ accessToken, tokenType, expiresIn }: IssuedToken) => ({ accessToken, tokenType, expiresIn }),
};
export const authRouter = router({
  login: publicProcedure
    .meta({ attempts: 'password', summary: 'Sign a browser in; the session travels in a cookie' })
    .input(LoginInput)
    .output(answer(User))
    .mutation(verb(login)),
  token: publicProcedure
    .meta({
      attempts: 'password',
      action: 'auth:login',
      summary: 'Sign in for a bearer token',
      rest: [
        {
          method: 'POST',
          path: '/api/v1/auth/token',
          casing: 'snake',
          body: 'form',
          view: tokenView,
          beside: OAuthParameters,
        },
        { method: 'POST', path: '/api/auth/login', casing: 'snake', view: loginView },
      ],
    })
    .input(LoginInput)
    .output(answer(IssuedToken))
    .mutation(verb(issueToken)),
  logout: sessionProcedure
    .meta({
      summary: 'End the session; its token is dead afterwards',
      rest: [
        { method: 'POST', path: '/api/v1/auth/logout', casing: 'snake', status: 204 },
        { method: 'POST', path: '/api/auth/logout', casing: 'snake', status: 204 },
      ],
    })
    .output(answer(z.void()))
    .mutation(verb(logout)),
  me: callerProcedure
    .meta({
      summary: 'The caller, and what they may do in the active tenant',
      rest: [{ method: 'GET', path: '/api/v1/users/me', casing: 'snake' }],
    })
    .output(answer(Me))
    .query(verb(getMe)),
  sessions: sessionProcedure
    .meta({
      summary: 'Where the caller is signed in',
      rest: [{ method: 'GET', path: '/api/v1/auth/sessions', casing: 'snake' }],
    })
    .output(answer(z.array(Session)))
    .query(verb(listSessions)),
  revokeSession: sessionProcedure
    .meta({
      summary: 'End one session of the caller',
      rest: [{ method: 'DELETE', path: '/api/v1/auth/sessions/{id}', casing: 'snake', status: 204 }],
    })
    .input(SessionIdInput)
    .output(answer(z.void()))
    .mutation(verb(revokeSession)),
  revokeOtherSessions: sessionProcedure
    .meta({
      summary: 'End every other session of the caller',
      rest: [{ method: 'DELETE', path: '/api/v1/auth/sessions', casing: 'snake', status: 204 }],
    })
    .output(answer(z.void()))
    .mutation(verb(revokeOtherSessions)),
  changePassword: sessionProcedure
    .meta({
      limits: ['password'],
      summary: 'Set a new password, knowing the old one; every other session ends',
      rest: [{ method: 'POST', path: '/api/v1/auth/password', casing: 'snake', status: 204 }],
    })
    .input(ChangePasswordInput)
    .output(answer(z.void()))
    .mutation(verb(changePassword)),
  updateProfile: sessionProcedure
    .meta({
      summary: 'Change what the caller is called',
      rest: [{ method: 'PATCH', path: '/api/v1/users/me', casing: 'snake' }],
    })
    .input(UpdateProfileInput)
    .output(answer(Me))
    .mutation(verb(updateProfile)),
  changeEmail: sessionProcedure
    .meta({
      limits: ['password'],
      summary: 'Move the account to another e-mail address, knowing the password; every other session ends',
      rest: [{ method: 'POST', path: '/api/v1/users/me/email', casing: 'snake' }],
    })
    .input(ChangeEmailInput)
    .output(answer(Me))
    .mutation(verb(changeEmail)),
  requestPasswordReset: publicProcedure
    .meta({
      attempts: 'mail',
      summary: 'Mail a link that sets a new password; the answer never tells whether the account exists',
      rest: [{ method: 'POST', path: '/api/v1/auth/password-resets', casing: 'snake' }],
    })
    .input(RequestPasswordResetInput)
    .output(answer(PasswordResetRequested))
    .mutation(verb(requestPasswordReset)),
  resetPassword: publicProcedure
    .meta({
      attempts: 'link',
      summary: 'Set a new password with the token of a link, once; every session ends',
      rest: [{ method: 'POST', path: '/api/v1/auth/password-resets/use', casing: 'snake', status: 204 }],
    })
    .input(ResetPasswordInput)
    .output(answer(z.void()))
    .mutation(verb(resetPassword)),
  beginHandOver: publicProcedure
    .meta({
      attempts: 'link',
      limits: ['handOver'],
      summary: 'A device asks for a session of its own, by a short code that a person approves (RFC 8628, with PKCE)',
      rest: [{ method: 'POST', path: '/api/v1/auth/hand-overs', casing: 'snake', status: 201 }],
    })
    .input(BeginHandOverInput)
    .output(answer(BegunHandOver))
    .mutation(verb(beginHandOver)),
  completeHandOver: publicProcedure
    .meta({
      attempts: 'link',
      summary: 'What a person has decided about the device that asks, and once they have approved its session, once',
      rest: [{ method: 'POST', path: '/api/v1/auth/hand-overs/complete', casing: 'snake' }],
    })
    .input(CompleteHandOverInput)
    .output(answer(HandOverOutcome))
    .mutation(verb(completeHandOver)),
  lookupHandOver: sessionProcedure
    .meta({
      limits: ['shortCode'],
      summary: 'The device that shows a short code, before it is approved',
      rest: [{ method: 'POST', path: '/api/v1/auth/hand-overs/lookup', casing: 'snake' }],
    })
    .input(ShortCodeInput)
    .output(answer(HandOverRequest))
    .mutation(verb(lookupHandOver)),
  approveHandOver: sessionProcedure
    .meta({
      limits: ['shortCode'],
      summary: 'Give the device that shows a short code a session of the caller; for sessions that a password began',
      rest: [{ method: 'POST', path: '/api/v1/auth/hand-overs/approve', casing: 'snake', status: 204 }],
    })
    .input(ApproveHandOverInput)
    .output(answer(z.void()))
    .mutation(verb(approveHandOver)),
  refuseHandOver: sessionProcedure
    .meta({
      limits: ['shortCode'],
      summary: 'Refuse the device that shows a short code',
      rest: [{ method: 'POST', path: '/api/v1/auth/hand-overs/refuse', casing: 'snake', status: 204 }],
    })
    .input(ShortCodeInput)
    .output(answer(z.void()))
    .mutation(verb(refuseHandOver)),
});
