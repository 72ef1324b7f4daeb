import { createSecureContext } from 'node:tls';
import type { Deadline } from '../driver.ts';
import { openSocket } from '../network/open-socket.ts';
import { within } from '../stages/deadline.ts';
import { logIn } from './log-in.ts';
import { readGreeting } from './read-greeting.ts';
import { isServerError } from './server-failure.ts';
import type { MysqlSettings } from './settings.ts';

/** No such database, no access to it: the login itself was right. */
const PAST_THE_LOGIN = [1044, 1049];

/**
 * Whether the server, which has refused a plain login, takes the same one over TLS: an account that must use TLS is
 * refused in the words for a wrong password. Sends what the plain login has sent, the answer to a challenge.
 */
export async function acceptsOverTls(address: string, settings: MysqlSettings, deadline: Deadline): Promise<boolean> {
  const tls = { mode: 'require' as const, context: createSecureContext() };
  const attempt = async () => {
    const socket = await openSocket([address], settings.port, deadline);
    try {
      await logIn({ socket, greeting: await readGreeting(socket), settings: { ...settings, tls }, hashOnly: true });
      return true;
    } catch (error) {
      return isServerError(error) && PAST_THE_LOGIN.includes(error.errno);
    } finally {
      socket.destroy();
    }
  };
  // Without an answer, what the server said to the plain login stands.
  return within(deadline, attempt()).catch(() => false);
}
