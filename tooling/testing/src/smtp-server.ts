import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface ReceivedMail {
  from: string;
  to: string[];
  /** The message as it came over the wire, headers included. */
  raw: string;
}

export interface SmtpServerProcess extends AsyncDisposable {
  /** For `SMTP_URL`, with a login that the server knows. */
  url: string;
  received: ReceivedMail[];
}

const ENTRY = fileURLToPath(new URL('./smtp-process.ts', import.meta.url));

/** A real SMTP server in a process of its own. It refuses whoever is called refused@…, and takes the rest. */
export async function startSmtpServer(): Promise<SmtpServerProcess> {
  const child = fork(ENTRY, { stdio: 'ignore' });
  const received: ReceivedMail[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The SMTP server ended with ${code}`)));
    child.on('message', (message: { port: number } | ReceivedMail) => {
      if ('port' in message) resolve(message.port);
      else received.push(message);
    });
  });
  return {
    url: `smtp://mailer:mail-password@127.0.0.1:${port}?from=Portolan%20%3Cportolan%40example.com%3E`,
    received,
    async [Symbol.asyncDispose]() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
    },
  };
}
