import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import type { HttpsDoor } from './https-door.ts';

export interface FormPost {
  host: string;
  port: number;
  path: string;
  /** User name and password of HTTP basic authentication. */
  user: string;
  password: string;
  form: Record<string, string>;
}

/** Posts a form through a door and answers what came back. Rejects with the raw error. */
export function postForm(door: HttpsDoor, post: FormPost): Promise<{ status: number; body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>();
  const { host, port, path } = post;
  // RFC 6749, 2.3.1: both are form-encoded before they are joined.
  const basic = `${encodeURIComponent(post.user)}:${encodeURIComponent(post.password)}`;
  const outgoing = request(
    {
      agent: door,
      host,
      port,
      path,
      method: 'POST',
      headers: {
        accept: 'application/json',
        authorization: `Basic ${Buffer.from(basic).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
    },
    (response) => {
      if (door.failure) return reject(door.failure);
      text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
    },
  );
  outgoing.on('error', reject);
  outgoing.end(new URLSearchParams(post.form).toString());
  return promise;
}
