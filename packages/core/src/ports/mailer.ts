export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Sends mail; throws when the server does not take it. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}
