import type { PortolanError } from '@portolan/client';
import { EXIT } from '../exit.ts';
import { Failure } from '../failure.ts';

/** What the hub's errors mean to a person at a terminal: one sentence, with what to do. */
export function explainFailure(error: PortolanError, url: string): Failure {
  const { code, issues } = error;
  const sentence = sentenceOf(error, url);
  if (code === 'ABORTED') return new Failure('Interrupted.', EXIT.interrupted, code);
  if (code === 'VALIDATION_ERROR' && issues.length > 0) return new Failure(sentence, EXIT.usage, code);
  return new Failure(sentence, EXIT.refused, code);
}

function sentenceOf(error: PortolanError, url: string): string {
  const said = error.message.replace(/[.\s]+$/, '');
  switch (error.code) {
    case 'NETWORK':
      // Some page, where there should be an answer.
      return error.status > 0 || error.cause instanceof SyntaxError
        ? `${url} answers, but not as a hub does: check the address.`
        : `The hub at ${url} cannot be reached: check the address (--url, PORTOLAN_URL) and the network.`;
    case 'UNAUTHORIZED':
      // Else a password was wrong.
      return said === 'Sign in first'
        ? 'You are not signed in, or no longer: use `portolan login`, or set PORTOLAN_API_KEY to a key that has not expired.'
        : `${said}.`;
    case 'TENANT_REQUIRED':
      return 'Name a tenant by --tenant, PORTOLAN_TENANT or `portolan tenants use`: `portolan tenants` lists yours.';
    case 'FORBIDDEN':
      return `${said}. \`portolan explain PERMISSION\` says who can mend it.`;
    case 'PRECONDITION_FAILED':
      return `${said}: look at it again, and repeat the command.`;
    case 'RATE_LIMITED':
    case 'UNAVAILABLE':
      return `${said}: try again ${error.retryAfter ? `in ${error.retryAfter} s` : 'later'}.`;
    case 'INTERNAL':
      return `The hub failed: tell its operator the request ${error.requestId ?? 'and the time'}.`;
    case 'VALIDATION_ERROR':
      if (error.issues.length === 0) return `${said}.`;
      return `${error.issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ')}.`;
    default:
      return `${said}.`;
  }
}
