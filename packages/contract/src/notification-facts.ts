// What is known of notifications without any schema.

/** What a tenant can be told of. */
export const NOTIFIED_EVENTS = [
  'incident.opened',
  'incident.closed',
  'schema.changed',
  'credential.sealed',
  'certificate.expiring',
] as const;
export type NotifiedEvent = (typeof NOTIFIED_EVENTS)[number];

/** In what form a webhook is called: signed as Standard Webhooks has it, or as the incoming webhooks of a chat take it. */
export const WEBHOOK_FORMATS = ['standard', 'slack', 'teams'] as const;
export type WebhookFormat = (typeof WEBHOOK_FORMATS)[number];

/** How long the former secret of a webhook still signs, after it was changed. */
export const SECRET_OVERLAP_HOURS = 24;
