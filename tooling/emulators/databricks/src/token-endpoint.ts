import { randomUUID } from 'node:crypto';
import { type HttpAnswer, json } from './json-answer.ts';
import type { DatabricksEmulatorOptions, Login, RecordedRequest } from './options.ts';

/** OAuth for service principals: the client credentials grant at `/oidc/v1/token`. */
export class TokenEndpoint {
  readonly #clients: NonNullable<DatabricksEmulatorOptions['clients']>;
  readonly #issued = new Map<string, Login>();

  constructor(clients: DatabricksEmulatorOptions['clients']) {
    this.#clients = clients ?? {};
  }

  loginOf(token: string): Login | undefined {
    return this.#issued.get(token);
  }

  /** Undefined for a path that is none of its own. */
  answer({ method, path, headers, body }: RecordedRequest): HttpAnswer | undefined {
    if (path === '/oidc/.well-known/oauth-authorization-server') {
      const issuer = `https://${headers.host}/oidc`;
      return json(200, { issuer, token_endpoint: `${issuer}/v1/token`, grant_types_supported: ['client_credentials'] });
    }
    if (path !== '/oidc/v1/token') return undefined;
    const form = new URLSearchParams(body.toString());
    if (method !== 'POST' || form.get('grant_type') !== 'client_credentials' || form.get('scope') !== 'all-apis') {
      return json(400, { error: 'invalid_request', error_description: 'client_credentials with scope all-apis' });
    }
    const [id, secret] = credentialsOf(headers.authorization);
    const client = this.#clients[id];
    if (!client || client.secret !== secret) {
      return json(401, { error: 'invalid_client', error_description: 'Client authentication failed' });
    }
    const token = `oauth-${randomUUID()}`;
    this.#issued.set(token, client.login);
    return json(200, { access_token: token, token_type: 'Bearer', expires_in: 3600, scope: 'all-apis' });
  }
}

function credentialsOf(header = ''): [string, string] {
  const [id = '', ...secret] = Buffer.from(header.replace(/^Basic /, ''), 'base64')
    .toString()
    .split(':');
  return [decodeURIComponent(id), decodeURIComponent(secret.join(':'))];
}
