import { scrub } from '../diagnosis/scrub.ts';
import type { HttpsDoor } from '../network/https-door.ts';
import { urlHostOf } from '../network/open-https.ts';
import { postForm } from '../network/post-form.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import { httpFailure } from './http-failure.ts';
import type { DatabricksSettings } from './settings.ts';

/**
 * The token to come with. A service principal gets one from the workspace itself, at the path that Databricks documents:
 * asking the server where to go would let it send the secret elsewhere.
 */
export async function getToken(settings: DatabricksSettings, door: HttpsDoor): Promise<string> {
  const { login, host, port, secrets } = settings;
  if (login.kind === 'token') return login.token;
  const { status, body } = await postForm(door, {
    host: urlHostOf(host),
    port,
    path: '/oidc/v1/token',
    user: login.clientId,
    password: login.clientSecret,
    form: { grant_type: 'client_credentials', scope: 'all-apis' },
  });
  if (status === 200) return tokenIn(body);
  if (status === 400 || status === 401 || status === 403) throw refused(reasonIn(body), secrets);
  if (status === 404) throw notAWorkspace();
  throw httpFailure(status, '', secrets);
}

function tokenIn(body: string): string {
  const token = parsed(body).access_token;
  if (typeof token === 'string' && /^[\x21-\x7e]{1,16384}$/.test(token)) return token;
  throw notAWorkspace();
}

function reasonIn(body: string): string {
  const { error, error_description: description } = parsed(body);
  return [error, description].filter((one) => typeof one === 'string').join(', ');
}

function parsed(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function refused(reason: string, secrets: readonly string[]): StageFailure {
  return new StageFailure(
    'AUTH_FAILED',
    'Databricks refused the OAuth client',
    'Check client id and secret; ask an administrator whether the service principal is in this workspace',
    'auth',
  ).quoting(scrub(reason, secrets), '', secrets);
}

function notAWorkspace(): StageFailure {
  return new StageFailure(
    'WRONG_SERVICE',
    'The server gives no OAuth tokens as a Databricks workspace does',
    'Check the host: it must be that of the workspace, not of the account console or a proxy',
    'auth',
  );
}
