import type { NotificationTarget } from '@portolan/contract';
import type { Services } from '../context.ts';
import type { Attempt } from './begin-attempt.ts';
import { messageIdOf } from './delivery-row.ts';
import type { Outcome } from './end-attempt.ts';
import type { Message } from './message.ts';
import { pageOfEvents } from './page-of-events.ts';
import { signedHeaders } from './sign.ts';
import { openTarget, type TargetSecrets } from './target.ts';
import { headOf, linesOf, slackBody, standardBody, teamsBody } from './webhook-bodies.ts';

type Webhook = Extract<NotificationTarget, { type: 'webhook' }>;

const GONE = 410;
const BODIES = { standard: standardBody, slack: slackBody, teams: teamsBody };

/** Sends a message to the target of its rule. What the target says beyond a status is not kept. */
export async function sendMessage(services: Services, attempt: Attempt, now: Date): Promise<Outcome> {
  const { rule, delivery, tenant } = attempt;
  const { events, count } = delivery;
  const url = new URL(`/t/${tenant.slug}${pageOfEvents(events, count)}`, services.publicUrl).href;
  const message: Message = { id: messageIdOf(delivery), at: new Date(delivery.createdAt), tenant, events, count, url };
  if (rule.target.type === 'email') return mail(services, message, rule.target.to);
  const secrets = await openTarget(services.keyring, rule);
  if (!secrets) return { answerCode: null, failure: 'No configured key opens the address of this rule' };
  return post(services, message, { target: rule.target, secrets, until: rule.formerSecretUntil, now });
}

async function mail({ mailer, log }: Services, message: Message, to: string[]): Promise<Outcome> {
  if (!mailer) return { answerCode: null, failure: 'This installation has no mail server (SMTP_URL)' };
  const text = [...linesOf(message), message.url, ''].join('\n\n');
  try {
    await mailer.send({ to: to.join(', '), subject: headOf(message), text });
    return { answerCode: null, failure: null };
  } catch (err) {
    log.warn({ err }, 'a notification could not be mailed; it is tried again');
    const code = (err as { responseCode?: unknown }).responseCode;
    const answerCode = typeof code === 'number' ? code : null;
    return { answerCode, failure: answerCode ? `The mail server answered ${answerCode}` : 'The mail server failed' };
  }
}

interface Posting {
  target: Webhook;
  secrets: TargetSecrets;
  until: Date | string | null;
  now: Date;
}

async function post(
  { webhooks }: Services,
  message: Message,
  { target, secrets: { url, secret, former }, until, now }: Posting,
): Promise<Outcome> {
  const body = BODIES[target.format](message);
  const isFormerGood = former !== null && until !== null && new Date(until) > now;
  const signing = [secret, isFormerGood ? former : null].filter((one) => one !== null);
  const signed = target.format === 'standard' ? await signedHeaders({ id: message.id, at: now, body }, signing) : {};
  const answer = await webhooks.post({ url, headers: { 'content-type': 'application/json', ...signed }, body });
  if ('code' in answer) return { answerCode: null, failure: `${answer.code}: ${answer.message}` };
  const { status } = answer;
  if (status >= 200 && status < 300) return { answerCode: status, failure: null };
  return { answerCode: status, failure: `The target answered HTTP ${status}`, isFinal: status === GONE };
}
