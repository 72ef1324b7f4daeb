import { createHash, createPublicKey, verify } from 'node:crypto';
import type { SnowflakeEmulatorOptions, SnowflakeError } from './options.ts';

export interface LoginRequest {
  ACCOUNT_NAME?: string;
  LOGIN_NAME?: string;
  PASSWORD?: string;
  AUTHENTICATOR?: string;
  TOKEN?: string;
}

const WRONG = { code: '390100', message: 'Incorrect username or password was specified.' };
const BAD_KEY = { code: '390144', message: 'JWT token is invalid.' };

/** Who logs in, or why not. */
export function verifyLogin(
  data: LoginRequest,
  roleName: string | null,
  { account, users }: Pick<SnowflakeEmulatorOptions, 'account' | 'users'>,
): { user: string } | { error: SnowflakeError } {
  if (data.ACCOUNT_NAME?.toUpperCase() !== account.toUpperCase()) return { error: WRONG };
  const byToken = Object.entries(users).find(([, user]) => data.TOKEN && user.tokens?.includes(data.TOKEN))?.[0];
  const name = data.LOGIN_NAME?.toUpperCase() ?? byToken ?? '';
  const user = users[name];
  const refusal = refusalOf();
  if (refusal) return { error: refusal };
  if (roleName && !user?.roles?.includes(roleName.toUpperCase())) {
    const message = `Role '${roleName}' specified in the connect string does not exist or not authorized.`;
    return { error: { code: '390189', message } };
  }
  return { user: name };

  function refusalOf(): SnowflakeError | null {
    switch (data.AUTHENTICATOR) {
      case 'SNOWFLAKE_JWT':
        return user?.publicKey && verifyJwt(data.TOKEN ?? '', `${account}.${name}`, user.publicKey) ? null : BAD_KEY;
      case 'PROGRAMMATIC_ACCESS_TOKEN':
        return byToken ? null : { code: '394400', message: 'Programmatic access token is invalid.' };
      case 'OAUTH':
        return byToken ? null : { code: '390303', message: 'Invalid OAuth access token.' };
      default:
        return user?.password !== undefined && user.password === data.PASSWORD ? null : WRONG;
    }
  }
}

/** RS256 over `<ACCOUNT>.<USER>.SHA256:<fingerprint>`. The client writes its times in milliseconds. */
function verifyJwt(jwt: string, who: string, publicKey: string): boolean {
  const [head = '', payload = '', signature = ''] = jwt.split('.');
  const key = createPublicKey(publicKey);
  const print = createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('base64');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { iss: string; sub: string; exp: number };
  const subject = who.toUpperCase();
  return (
    verify('RSA-SHA256', Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url')) &&
    claims.sub === subject &&
    claims.iss === `${subject}.SHA256:${print}` &&
    (claims.exp > 1e11 ? claims.exp : claims.exp * 1000) > Date.now()
  );
}
