import { SMTPServer } from 'smtp-server';

// A real SMTP server in a process of its own: takes mail for everyone but refused@…, and hands each message to its parent.

const server = new SMTPServer({
  disabledCommands: ['STARTTLS'],
  authOptional: true,
  onAuth({ username, password }, _session, done) {
    if (username === 'mailer' && password === 'mail-password') done(null, { user: username });
    else done(new Error('Invalid login'));
  },
  onRcptTo({ address }, _session, done) {
    done(address.startsWith('refused@') ? new Error('No such mailbox') : null);
  },
  onData(stream, session, done) {
    let raw = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => (raw += chunk));
    stream.on('end', () => {
      const { mailFrom, rcptTo } = session.envelope;
      process.send?.({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), raw });
      done();
    });
  },
});

server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.server.address() as { port: number }).port });
});
process.once('disconnect', () => process.exit(0));
