// A mailbox on loopback for tests, spoken to over IMAP with TLS. The test steers it with lines of JSON on its standard
// input; before each answer it tells which mails are there.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import hoodiecrow from 'hoodiecrow-imap';

const pem = readFileSync(process.argv[2]);
const server = hoodiecrow({
  secureConnection: true,
  credentials: { key: pem, cert: pem },
  plugins: ['SASL-IR', 'AUTH-PLAIN', 'UIDPLUS'],
  users: { 'bounces@lippe.example': { password: 'geheim' } },
});
const sockets = new Set();
server.server.on('secureConnection', (socket) => {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
  socket.on('error', () => {});
});

const tell = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);
const subject = ({ raw }) => /^Subject: (.*)$/m.exec(raw)[1].trim();

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { number, mail, hangsUp } = JSON.parse(line);
    if (mail) server.appendMessage('INBOX', [], false, mail);
    if (hangsUp) for (const socket of sockets) socket.destroy();
    tell({ subjects: server.getMailbox('INBOX').messages.map(subject) });
    tell({ number });
  })
  .on('close', () => process.exit());
server.listen(0, '127.0.0.1', () => tell({ port: server.server.address().port }));
