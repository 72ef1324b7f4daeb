export interface WebhookCall {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** The status of the answer, or why there is none. */
export type WebhookAnswer = { status: number } | { code: string; message: string };

/** Posts to addresses that people have entered, under the egress policy, redirects included. */
export interface Webhooks {
  /** Whether something may be sent there, as far as can be told now. */
  may(url: string): Promise<boolean>;
  post(call: WebhookCall): Promise<WebhookAnswer>;
}
