import { createSecureContext } from 'node:tls';
import type { Deadline } from '../driver.ts';
import { openSocket } from '../network/open-socket.ts';
import { within } from '../stages/deadline.ts';
import { Intake } from './hand-over.ts';
import { logIn } from './log-in.ts';
import { negotiateTls } from './negotiate-tls.ts';
import { isServerError } from './server-failure.ts';
import type { PostgresSettings } from './settings.ts';

/**
 * Whether the server, which has refused a plain connection by its pg_hba.conf, would let the same login try over TLS.
 * Sends the names of user and database only; the password stays here.
 */
export async function acceptsOverTls(
  address: string,
  settings: PostgresSettings,
  deadline: Deadline,
): Promise<boolean> {
  const { host, port, user, database } = settings;
  const asked = new Error('the server asked for the password');
  const password = () => {
    throw asked;
  };
  const attempt = async () => {
    const socket = await openSocket([address], port, deadline);
    try {
      const secure = await negotiateTls(socket, host, { mode: 'require', context: createSecureContext() });
      await logIn(secure, { user, database, password, intake: new Intake() });
      return true;
    } catch (error) {
      // Past pg_hba.conf: it asks for the password, or complains of something that is checked later.
      return error === asked || (isServerError(error) && error.code !== '28000');
    } finally {
      socket.destroy();
    }
  };
  // Without an answer, what the server said to the plain connection stands.
  return within(deadline, attempt()).catch(() => false);
}
