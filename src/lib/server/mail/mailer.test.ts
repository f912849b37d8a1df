import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterAll, expect, it } from 'vitest';
import { makeLog } from '#lib/server/log.ts';
import { readSettings } from '#lib/server/settings.ts';
import { makeMailer } from './mailer.ts';

const open: { close: () => void }[] = [];
afterAll(() => open.forEach((server) => server.close()));

/** A mail server that takes everything; gives what it heard. */
async function listen(answer: (socket: Socket, line: string) => void = takeAll) {
  const heard: string[] = [];
  const server = createServer((socket) => {
    socket.write('220 test\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      for (const line of data.toString().split('\r\n')) {
        heard.push(line);
        answer(socket, line);
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(server);
  const { port } = server.address() as AddressInfo; // a port, never a pipe
  const settings = readSettings(
    { NODE_ENV: 'test', SMTP_URL: `smtp://127.0.0.1:${port}?ignoreTLS=true`, MAIL_FROM: 'Vierpoot <vp@example.org>' },
    '/'
  );
  return { heard, settings };
}

function takeAll(socket: Socket, line: string): void {
  if (/^(EHLO|HELO|MAIL|RCPT|RSET)/.test(line)) socket.write('250 ok\r\n');
  if (line === 'DATA') socket.write('354 go on\r\n');
  if (line === '.') socket.write('250 taken\r\n');
  if (line === 'QUIT') socket.end('221 bye\r\n');
}

const log = makeLog('silent');
const body = { text: 'Dag,\n\nEr staat iets klaar.\n', html: '<p>Dag,</p>', switchOff: null, calendar: null };

it('sends a plain mail with an id of its own, so that the same mail twice is seen to be one', async () => {
  const { heard, settings } = await listen();
  await makeMailer(settings, log).send({ to: 'an@example.org', subject: 'Dag', ...body }, 'job-1');
  const said = heard.join('\n');
  expect(said).toContain('Message-ID: <job-1@localhost>');
  expect(said).toContain('Auto-Submitted: auto-generated');
  expect(heard.filter((line) => line.startsWith('RCPT'))).toEqual(['RCPT TO:<an@example.org>']);
});

it('lets no name, subject or address add a receiver or a header', async () => {
  const { heard, settings } = await listen();
  const mailer = makeMailer(settings, log);
  const lines = [
    '\r\nBcc: evil@example.org',
    '\nRCPT TO:<evil@example.org>',
    '\u0085Bcc: evil@example.org',
    '\r\n.\r\nMAIL FROM:<evil@example.org>'
  ];
  for (const line of lines) await mailer.send({ to: 'an@example.org', subject: `Dag${line}`, ...body }, `job${line}`);
  await mailer.send({ to: 'an@example.org, evil@example.org', subject: 'Dag', ...body }, 'job').catch(() => undefined);
  await mailer.send({ to: 'an@example.org\r\nBcc: evil@example.org', subject: 'Dag', ...body }, 'job').catch(() => undefined);
  expect(heard.filter((line) => /^(RCPT|MAIL|Bcc|Cc)/i.test(line) && line.includes('evil@example.org>') && !line.includes(','))).toEqual(
    []
  );
  expect(heard.filter((line) => /^(Bcc|Cc):/i.test(line))).toEqual([]);
  expect(heard.filter((line) => line.startsWith('MAIL')).every((line) => line.startsWith('MAIL FROM:<vp@example.org>'))).toBe(true);
});

it('says that a mail server refused, so that the job is tried again (F7)', async () => {
  const { settings } = await listen((socket, line) => {
    if (/^(EHLO|MAIL)/.test(line)) socket.write('250 ok\r\n');
    if (line.startsWith('RCPT')) socket.write('450 later\r\n');
  });
  const sending = makeMailer(settings, log).send({ to: 'an@example.org', subject: 'Dag', ...body }, 'job');
  await expect(sending).rejects.toMatchObject({ responseCode: 450 });
});

it('keeps mails in the outbox only where there is no mail server and the outbox is on', async () => {
  const withOutbox = makeMailer(readSettings({ NODE_ENV: 'test', OUTBOX: 'on' }, '/'), log);
  const without = makeMailer(readSettings({ NODE_ENV: 'test', OUTBOX: 'off' }, '/'), log);
  for (const mailer of [withOutbox, without]) {
    await mailer.send({ to: 'an@example.org', subject: 'one', ...body }, '1');
    await mailer.send({ to: 'an@example.org', subject: 'two\r\nX: y', ...body }, '2');
  }
  expect(withOutbox.outbox().map(({ subject }) => subject)).toEqual(['two X: y', 'one']);
  expect(without.outbox()).toEqual([]);
});

it('keeps the newest 200 mails', async () => {
  const mailer = makeMailer(readSettings({ NODE_ENV: 'test', OUTBOX: 'on' }, '/'), log);
  for (let index = 0; index < 203; index += 1) await mailer.send({ to: 'an@example.org', subject: String(index), ...body }, '');
  expect([mailer.outbox().length, mailer.outbox()[0]?.subject]).toEqual([200, '202']);
});

it('sends text and page together, says where one press stops this kind, and hands the calendar its invitation', async () => {
  const { heard, settings } = await listen();
  const calendar = { method: 'request' as const, content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' };
  const mail = { ...body, to: 'an@example.org', subject: 'Dag', switchOff: 'https://vierpoot.example/mail/off/x', calendar };
  await makeMailer(settings, log).send(mail, 'job-2');
  const said = heard.join('\n');
  for (const part of ['text/plain', 'text/html', 'text/calendar; charset=utf-8; method=REQUEST']) expect(said).toContain(part);
  expect(said).toContain('List-Unsubscribe: <https://vierpoot.example/mail/off/x>');
  expect(said).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
});
