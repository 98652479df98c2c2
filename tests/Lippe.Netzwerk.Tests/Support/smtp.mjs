// A mail server on loopback for tests. The test steers it with lines of JSON on its standard input and reads there what it got:
// mails, sign-ins and connections, each written down before the hub hears of it.
import { createInterface } from 'node:readline';
import { SMTPServer } from 'smtp-server';

const settings = {
  // Addresses that begin with "refuse", "defer", "close" or "hang" are treated so.
  isStrict: true,
  // Milliseconds until the answer to a mail.
  delay: 0,
  // After that many mails the server ends a connection, or is gone; 0 means never.
  mailsPerConnection: 0,
  diesAfter: 0,
  signIn: [],
  encrypts: false,
};
let taken = 0;

const tell = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);
const treats = (address, word) => settings.isStrict && address.startsWith(word);
const refusal = (responseCode, text) => Object.assign(new Error(text), { responseCode });
const hangUp = (session) => [...server.connections].find((connection) => connection.id === session.id)?.close();

const takeOver = (session, to, raw, callback) => {
  taken += 1;
  if (settings.diesAfter && taken > settings.diesAfter) process.kill(process.pid, 'SIGKILL');
  session.mails = (session.mails ?? 0) + 1;
  tell({ to, raw });
  callback(null, '2.0.0 queued');
  if (session.mails === settings.mailsPerConnection) hangUp(session);
};

const server = new SMTPServer({
  authOptional: true,
  allowInsecureAuth: true,
  disableReverseLookup: true,
  hideENHANCEDSTATUSCODES: true,
  maxAllowedUnauthenticatedCommands: Number.MAX_SAFE_INTEGER,
  logger: false,
  onConnect(session, callback) {
    session.disabledCommands = [...(settings.encrypts ? [] : ['STARTTLS']), ...(settings.signIn.length ? [] : ['AUTH'])];
    tell({ connection: session.id });
    callback();
  },
  onAuth(auth, session, callback) {
    tell({ signIn: `${auth.method} ${auth.username} ${auth.password}` });
    callback(null, { user: auth.username });
  },
  onRcptTo({ address }, session, callback) {
    if (treats(address, 'hang')) return;
    if (treats(address, 'refuse')) callback(refusal(550, '5.1.1 Mailbox unavailable'));
    else if (treats(address, 'defer')) callback(refusal(451, '4.7.1 Greylisted, try again'));
    else callback();
  },
  onData(stream, session, callback) {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      const to = session.envelope.rcptTo[0].address;
      if (treats(to, 'close')) hangUp(session);
      else setTimeout(takeOver, settings.delay, session, to, Buffer.concat(chunks).toString('ascii'), callback);
    });
  },
});
// Whoever hangs up in the middle is part of the tests.
server.on('error', () => {});

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { number, ...changes } = JSON.parse(line);
    Object.assign(settings, changes);
    server.options.authMethods = settings.signIn;
    tell({ number });
  })
  .on('close', () => process.exit());
server.listen(Number(process.argv[2]), '127.0.0.1', () => tell({ port: server.server.address().port }));
