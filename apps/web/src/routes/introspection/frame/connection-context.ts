import type { Connection } from '@portolan/contract';
import { type Accessor, createContext, useContext } from 'solid-js';

export type ConnectionOfPage = Pick<Connection, 'id' | 'name' | 'dbType'>;

export const ConnectionContext = createContext<Accessor<ConnectionOfPage>>();

/** The connection whose page is shown. */
export function useConnectionOfPage(): Accessor<ConnectionOfPage> {
  const connection = useContext(ConnectionContext);
  if (!connection) throw new Error('IntrospectionFrame is missing');
  return connection;
}
