// A mail server on loopback for tests. The test steers it with lines of JSON on its standard input and reads there what
// it got: mails, sign-ins and connections, each written down before the hub hears of it.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { SMTPServer } from 'smtp-server';

const [port, security, pem] = process.argv.slice(2);
const credentials = pem ? { key: readFileSync(pem), cert: readFileSync(pem) } : {};
const settings = {
  // Addresses that begin with "refuse", "defer", "close", "silent" or "hang" are treated so.
  isStrict: true,
  // Milliseconds until the answer to a mail.
  delay: 0,
  // After that many mails the server ends a connection, or is gone; 0 means never.
  mailsPerConnection: 0,
  diesAfter: 0,
  signIn: [],
  refusesSignIn: false,
  refusesSender: false,
};
let taken = 0;

const tell = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);
const treats = (address, word) => settings.isStrict && address.startsWith(word);
const refusal = (responseCode, text) => Object.assign(new Error(text), { responseCode });
const hangUp = (session) => [...server.connections].find((connection) => connection.id === session.id)?.close();

// What smtp-server tells of addresses is decoded; the commands themselves stand in its log.
const ignore = () => {};
const logger = {
  trace: ignore, info: ignore, warn: ignore, error: ignore, fatal: ignore,
  debug: ({ tnx, command }, side, line) => {
    if (tnx === 'command' && command === 'RCPT') tell({ recipient: line });
  },
};

const takeOver = (session, to, raw, callback) => {
  taken += 1;
  if (settings.diesAfter && taken > settings.diesAfter) process.kill(process.pid, 'SIGKILL');
  session.mails = (session.mails ?? 0) + 1;
  tell({ to, raw, name: session.hostNameAppearsAs, isEncrypted: session.secure });
  callback(null, '2.0.0 queued');
  if (session.mails === settings.mailsPerConnection) hangUp(session);
};

const server = new SMTPServer({
  ...credentials,
  secure: security === 'Tls',
  hideSTARTTLS: security !== 'StartTls',
  authOptional: true,
  allowInsecureAuth: true,
  disableReverseLookup: true,
  hideENHANCEDSTATUSCODES: true,
  maxAllowedUnauthenticatedCommands: Number.MAX_SAFE_INTEGER,
  logger,
  onConnect(session, callback) {
    session.disabledCommands = [
      ...(security === 'StartTls' ? [] : ['STARTTLS']),
      ...(settings.signIn.length ? [] : ['AUTH']),
    ];
    tell({ connection: session.id });
    callback();
  },
  onAuth(auth, session, callback) {
    tell({ signIn: `${auth.method} ${auth.username} ${auth.password}` });
    if (settings.refusesSignIn) callback(refusal(535, '5.7.8 Wrong user name or password'));
    else callback(null, { user: auth.username });
  },
  onMailFrom(address, session, callback) {
    callback(settings.refusesSender ? refusal(550, '5.7.1 Sender not allowed') : null);
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
      else if (!treats(to, 'silent')) {
        setTimeout(takeOver, settings.delay, session, to, Buffer.concat(chunks).toString('ascii'), callback);
      }
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
server.listen(Number(port), '127.0.0.1', () => tell({ port: server.server.address().port }));
