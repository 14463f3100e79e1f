import { createSocket, type Socket as Datagrams } from 'node:dgram';
import dns from 'node:dns/promises';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Networks } from './networks.js';
import { type Outcome, post } from './post.js';

const MESSAGE = { id: 'e', type: 'referral.sent', at: '2026-01-01T00:00:00.000Z', object: 'o' };
const SECRET = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const LOCAL = new Networks('127.0.0.0/8');

const opened: { close(): void }[] = [];
const ours = dns.getServers();
afterEach(() => {
  dns.setServers(ours);
  for (const each of opened.splice(0)) each.close();
});

/** A receiver that does what it wants with its connections. */
async function receiver(behave: (socket: Socket) => void): Promise<{ port: number; connections: () => number }> {
  let connections = 0;
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    connections++;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => behave(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push({
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  });
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}
const repeatedly = (socket: Socket, text: string) => {
  const timer = setInterval(() => socket.write(text), 20);
  socket.once('close', () => clearInterval(timer));
};
const send = (url: string, networks = LOCAL, withinMs = 20_000): Promise<Outcome> =>
  post(url, MESSAGE, [SECRET], networks, new AbortController().signal, withinMs);

describe('a receiver', () => {
  test.each<[string, (socket: Socket) => void, Outcome]>([
    ['says nothing', () => {}, { status: null, fault: 'TIMED_OUT' }],
    [
      'answers for ever',
      (socket) => repeatedly(socket, 'HTTP/1.1 103 Early Hints\r\n\r\n'),
      { status: null, fault: 'TIMED_OUT' },
    ],
    [
      'sends headers without end',
      (socket) => socket.write('HTTP/1.1 200 OK\r\n') && repeatedly(socket, `x: ${'y'.repeat(10_000)}\r\n`),
      { status: null, fault: 'UNREACHABLE' },
    ],
    [
      'sends a body without end',
      (socket) => socket.write('HTTP/1.1 200 OK\r\n\r\n') && repeatedly(socket, 'z'.repeat(100_000)),
      { status: 200, fault: null },
    ],
    ['closes', (socket) => socket.destroy(), { status: null, fault: 'UNREACHABLE' }],
    ['speaks no HTTP', (socket) => socket.end('good evening\r\n\r\n'), { status: null, fault: 'UNREACHABLE' }],
    [
      'changes the protocol',
      (socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
      { status: null, fault: 'UNREACHABLE' },
    ],
    [
      'refuses, and closes as it does',
      (socket) => socket.end('HTTP/1.1 500 No\r\ncontent-length: 9\r\n\r\nx'),
      { status: 500, fault: 'STATUS' },
    ],
  ])('that %s is done with in time', async (_, behave, outcome) => {
    const { port } = await receiver(behave);
    const withinMs = outcome.fault === 'TIMED_OUT' ? 700 : undefined;
    expect(await send(`http://127.0.0.1:${port}/`, LOCAL, withinMs)).toEqual(outcome);
  });

  test('that redirects is not followed', async () => {
    const other = await receiver((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'));
    const { port } = await receiver((socket) =>
      socket.end(`HTTP/1.1 308 There\r\nlocation: http://127.0.0.1:${other.port}/\r\n\r\n`),
    );
    expect(await send(`http://127.0.0.1:${port}/`)).toEqual({ status: 308, fault: 'STATUS' });
    expect(other.connections()).toBe(0);
  });
});

/** Answers each question for a name of the receiver by what `answer` gives: of IPv4, or of IPv6. */
async function nameServer(answer: (question: number) => readonly string[]): Promise<{ asked: () => number }> {
  let asked = 0;
  const server: Datagrams = createSocket('udp4');
  server.on('message', (query, from) => {
    const end = query.indexOf(0, 12) + 5;
    const wanted = query.readUInt16BE(end - 4) === 28 ? 16 : 4;
    const found = (wanted === 4 ? answer(++asked) : answer(asked))
      .map(bytesOf)
      .filter((each) => each.length === wanted);
    const header = Buffer.from(query.subarray(0, 12));
    header.writeUInt16BE(0x8180, 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(found.length, 6);
    header.fill(0, 8);
    const records = found.map((address) =>
      Buffer.concat([Buffer.from([0xc0, 12, 0, wanted === 16 ? 28 : 1, 0, 1, 0, 0, 0, 0, 0, wanted]), address]),
    );
    server.send(Buffer.concat([header, query.subarray(12, end), ...records]), from.port, from.address);
  });
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push(server);
  dns.setServers([`127.0.0.1:${server.address().port}`]);
  return { asked: () => asked };
}
const bytesOf = (address: string): Buffer =>
  address.includes(':') ? Buffer.from(address.replaceAll(':', ''), 'hex') : Buffer.from(address.split('.').map(Number));

const MAPPED = '0000:0000:0000:0000:0000:ffff:7f00:0001';
const LOOPBACK_6 = '0000:0000:0000:0000:0000:0000:0000:0001';

describe('a name', () => {
  const host = () => `receiver-${Math.random().toString(36).slice(2)}.example`;

  test('is asked for once, and the connection goes to what was looked at', async () => {
    const { port, connections } = await receiver((socket) => socket.end('HTTP/1.1 204 OK\r\n\r\n'));
    // allowed when it is asked first, and then no more
    const { asked } = await nameServer((question) => (question === 1 ? ['127.0.0.1'] : ['10.0.0.1']));
    const name = host();
    expect(await send(`http://${name}:${port}/`)).toEqual({ status: 204, fault: null });
    expect(asked()).toBe(1);
    expect(await send(`http://${name}:${port}/`)).toEqual({ status: null, fault: 'ADDRESS_REFUSED' });
    expect(connections()).toBe(1);
  });

  test.each([
    ['a private address beside one that is allowed', ['127.0.0.1', '10.0.0.1']],
    ['IPv4 in the form of IPv6', [MAPPED]],
    ['IPv4 in the form of IPv6 beside one that is allowed', ['127.0.0.1', MAPPED]],
    ['loopback of IPv6', [LOOPBACK_6]],
  ])('that stands for %s is not connected to', async (_, addresses) => {
    const { port, connections } = await receiver((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'));
    await nameServer(() => addresses);
    expect(await send(`http://${host()}:${port}/`)).toEqual({ status: null, fault: 'ADDRESS_REFUSED' });
    expect(connections()).toBe(0);
  });

  test('that stands for nothing is not found', async () => {
    await nameServer(() => []);
    expect(await send(`https://${host()}/`)).toEqual({ status: null, fault: 'NOT_FOUND' });
  });
});
