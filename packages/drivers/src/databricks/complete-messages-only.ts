/** The library's connection, as far as it is touched here. */
export interface ThriftConnection {
  transport: { receiver: Receiver };
  client?: { _reqs: Record<number, unknown> };
}
type Receiver = (onMessage: (transport: unknown) => void, seqId: number) => (bytes: Buffer) => void;

/**
 * An answer that breaks off, or is none, leaves the library waiting for ever for the rest. An HTTP answer has no rest:
 * this makes it an error.
 */
export function completeMessagesOnly<T extends ThriftConnection>(connection: T): T {
  const { transport } = connection;
  const receiver: Receiver = (onMessage, seqId) => {
    const receive = transport.receiver(onMessage, seqId);
    return (bytes) => {
      receive(bytes);
      // Whoever was answered is no longer in the list.
      if (connection.client?._reqs[seqId]) throw new Error('incomplete message');
    };
  };
  // A constructor with another static method: requests are written with it as well.
  const strict = new Proxy(transport, {
    get: (target, key, self) => (key === 'receiver' ? receiver : Reflect.get(target, key, self)),
  });
  return Object.assign(connection, { transport: strict });
}
