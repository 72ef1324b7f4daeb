import type { Services } from '../context.ts';
import { deliverLink } from './deliver-link.ts';

export interface Delivery {
  token: string;
  email: string;
  tenantName: string;
  roleName: string;
  inviter: string;
  expiresAt: Date;
}

/** Sends an invitation into a tenant, or answers its link: see `deliverLink`. */
export function deliverInvitation(services: Services, invitation: Delivery): Promise<string | null> {
  const { token, email, tenantName, roleName, inviter, expiresAt } = invitation;
  return deliverLink(
    services,
    { page: '/accept-invitation', token },
    {
      to: email,
      subject: `Join ${tenantName} on Portolan`,
      text: (url) => `${inviter} invites you to join ${tenantName} as ${roleName}.

Accept or decline here until ${expiresAt.toUTCString()}:
${url}

If you do not know what this is about, nothing has to be done.
`,
    },
  );
}
