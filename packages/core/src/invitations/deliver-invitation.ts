import type { Services } from '../context.ts';

export interface Delivery {
  token: string;
  email: string;
  tenantName: string;
  roleName: string;
  inviter: string;
  expiresAt: Date;
}

/**
 * Sends the link by mail and answers null; where no mail server is configured, or it does not take the mail, answers the
 * link for the inviter to pass on. The link carries its token in the fragment, which browsers send to nobody.
 */
export async function deliverInvitation(
  { mailer, publicUrl, log }: Pick<Services, 'mailer' | 'publicUrl' | 'log'>,
  invitation: Delivery,
): Promise<string | null> {
  const { token, email, tenantName, roleName, inviter, expiresAt } = invitation;
  const url = new URL(`/accept-invitation#token=${token}`, publicUrl).href;
  if (!mailer) return url;
  const subject = `Join ${tenantName.replace(/\s+/g, ' ')} on Portolan`;
  const text = `${inviter} invites you to join ${tenantName} as ${roleName}.

Accept or decline here until ${expiresAt.toUTCString()}:
${url}

If you do not know what this is about, nothing has to be done.
`;
  try {
    await mailer.send({ to: email, subject, text });
    return null;
  } catch (err) {
    log.error({ err }, 'an invitation could not be mailed; its link is shown to the inviter');
    return url;
  }
}
