import { IssuedToken, LoginInput, Me, User } from '@portolan/contract';
import { getMe, issueToken, login, logout } from '@portolan/core';
import * as z from 'zod/mini';
import { answer } from './answer.ts';
import { publicProcedure, router, sessionProcedure } from './trpc.ts';

/** The answer of `/api/v1/auth/token`, as OAuth spells it. */
const TokenView = z.strictObject({ accessToken: z.string(), tokenType: z.literal('bearer'), expiresIn: z.int() });
/** The answer of `/api/auth/login`: the token under both names of the specs, and the user. */
const LoginView = z.strictObject({
  token: z.string(),
  accessToken: z.string(),
  tokenType: z.literal('bearer'),
  user: User,
});

const tokenView = {
  schema: TokenView,
  of: ({ accessToken, tokenType, expiresIn }: IssuedToken) => ({ accessToken, tokenType, expiresIn }),
};
const loginView = {
  schema: LoginView,
  of: ({ accessToken, tokenType, user }: IssuedToken) => ({ token: accessToken, accessToken, tokenType, user }),
};

export const authRouter = router({
  login: publicProcedure
    .meta({ summary: 'Sign a browser in; the session travels in a cookie' })
    .input(LoginInput)
    .output(answer(User))
    .mutation(({ ctx, input }) => login(ctx, input)),
  token: publicProcedure
    .meta({
      summary: 'Sign in for a bearer token',
      rest: [
        { method: 'POST', path: '/api/v1/auth/token', casing: 'snake', body: 'form', view: tokenView },
        { method: 'POST', path: '/api/auth/login', casing: 'snake', view: loginView },
      ],
    })
    .input(LoginInput)
    .output(answer(IssuedToken))
    .mutation(({ ctx, input }) => issueToken(ctx, input)),
  logout: sessionProcedure
    .meta({
      summary: 'End the session; its token is dead afterwards',
      rest: [
        { method: 'POST', path: '/api/v1/auth/logout', casing: 'snake', status: 204 },
        { method: 'POST', path: '/api/auth/logout', casing: 'snake', status: 204 },
      ],
    })
    .output(answer(z.void()))
    .mutation(({ ctx }) => logout(ctx)),
  me: sessionProcedure
    .meta({
      summary: 'The caller, and what they may do in the active tenant',
      rest: [{ method: 'GET', path: '/api/v1/users/me', casing: 'snake' }],
    })
    .output(answer(Me))
    .query(({ ctx }) => getMe(ctx)),
});
