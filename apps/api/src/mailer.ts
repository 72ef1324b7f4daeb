import type { Mailer } from '@portolan/core';

const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/**
 * Mail over the server of `SMTP_URL`. Its sender is the URL's `from` parameter, or no-reply at the host of the pages.
 * The library is loaded with the first mail: most installations never send one while starting.
 */
export function createMailer(smtpUrl: URL, publicUrl: URL): Mailer {
  const from = smtpUrl.searchParams.get('from') ?? `Portolan <no-reply@${publicUrl.hostname}>`;
  const server = new URL(smtpUrl);
  server.searchParams.delete('from');
  const transport = async () => {
    const { createTransport } = await import('nodemailer');
    return createTransport({ url: server.href, ...TIMEOUTS });
  };
  let opened: ReturnType<typeof transport> | undefined;
  return {
    async send(mail) {
      opened ??= transport();
      await (await opened).sendMail({ from, ...mail });
    },
  };
}
