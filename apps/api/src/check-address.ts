import { createServer } from 'node:net';
import { ConfigurationError } from './configuration-error.ts';

/** Whether this machine can be listened on at an address, before anything else is begun; any port tells. */
export async function checkHost(host: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const server = createServer().once('error', reject);
  server.listen({ host, port: 0 }, () => server.close(() => resolve()));
  await promise.catch((error) => {
    throw explainListening(error, { host, port: 0 });
  });
}

/** Why an address could not be listened on, by the variable that would have to change. */
export function explainListening(error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new ConfigurationError(`PORT ${port} is in use: set PORT to a free one`);
    case 'EACCES':
      return new ConfigurationError(`PORT ${port} is not for this account to listen on: set PORT to one above 1023`);
    case 'EADDRNOTAVAIL':
    case 'EINVAL':
    case 'EAFNOSUPPORT':
      return new ConfigurationError(`HOST ${host} is no address of this machine`);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new ConfigurationError(`HOST ${host} cannot be resolved`);
    default:
      return error;
  }
}
