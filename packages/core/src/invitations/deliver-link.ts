import type { Services } from '../context.ts';

export interface LinkMail {
  to: string;
  subject: string;
  /** The words around the link. */
  text(url: string): string;
}

/**
 * Sends a link by mail and answers null; where no mail server is configured, or it does not take the mail, answers the
 * link for whoever made it to pass on. It carries its token in the fragment, which browsers send to nobody.
 */
export async function deliverLink(
  { mailer, publicUrl, log }: Pick<Services, 'mailer' | 'publicUrl' | 'log'>,
  { page, token }: { page: `/${string}`; token: string },
  { to, subject, text }: LinkMail,
): Promise<string | null> {
  const url = new URL(`${page}#token=${token}`, publicUrl).href;
  if (!mailer) return url;
  try {
    await mailer.send({ to, subject: subject.replace(/\s+/g, ' '), text: text(url) });
    return null;
  } catch (err) {
    log.error({ err }, 'an invitation could not be mailed; its link is shown to the inviter');
    return url;
  }
}
