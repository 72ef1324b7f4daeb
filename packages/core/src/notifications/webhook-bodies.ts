import type { Message } from './message.ts';
import { sentenceOf, subjectOf } from './texts.ts';

/** As Standard Webhooks recommends: type, timestamp and data. Several kinds of events at once are `events.grouped`. */
export function standardBody({ at, tenant, events, count, url }: Message): string {
  const types = new Set(events.map(({ type }) => type));
  const [only = 'test'] = types;
  const type = types.size > 1 ? 'events.grouped' : only;
  const summary = subjectOf(events, count);
  return JSON.stringify({ type, timestamp: at.toISOString(), data: { tenant, count, summary, events, url } });
}

/** For an incoming webhook of Slack: texts alone, in which nothing of ours is markup. */
export function slackBody(message: Message): string {
  const text = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const head = text(headOf(message));
  const section = (value: string) => ({ type: 'section', text: { type: 'plain_text', text: value.slice(0, 3_000) } });
  const link = { type: 'section', text: { type: 'mrkdwn', text: `<${message.url}|Open Portolan>` } };
  return JSON.stringify({ text: head, blocks: [section(headOf(message)), ...linesOf(message).map(section), link] });
}

/** For a workflow of Microsoft Teams that takes incoming webhooks: a message with one adaptive card. */
export function teamsBody(message: Message): string {
  // What a card would take for markdown: names are anybody's.
  const text = (value: string) => value.replace(/[\\`*_{}[\]()#+\-!|<>]/g, '\\$&');
  const block = (value: string) => ({ type: 'TextBlock', wrap: true, text: text(value) });
  const head = { ...block(headOf(message)), weight: 'Bolder', size: 'Medium' };
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [head, ...linesOf(message).map(block)],
    actions: [{ type: 'Action.OpenUrl', title: 'Open Portolan', url: message.url }],
  };
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content };
  return JSON.stringify({ type: 'message', attachments: [attachment] });
}

export function headOf({ tenant, events, count }: Message): string {
  return `[${tenant.name}] ${subjectOf(events, count)}`;
}

/** A line for each event, and one for those that a message has no room for. */
export function linesOf({ events, count }: Message): string[] {
  const lines = events.map(sentenceOf);
  if (count > events.length) lines.push(`And ${count - events.length} more.`);
  if (count === 0) lines.push('Messages of this rule arrive here.');
  return lines;
}
