import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mustAddress } from '../address/address.ts';
import { TcpTable } from '../testing/golden/tcpTable.ts';
import { Conntrack, opposite, translateDestination, translateSource } from './conntrack.ts';
import { ipOf } from './ip.ts';
import type { Header, TcpKind } from './packet.ts';

const CLIENT = ipOf(mustAddress('10.32.0.7'));
const SERVER = ipOf(mustAddress('10.0.0.2'));
const VIP = ipOf(mustAddress('10.96.0.11'));
const NODE = ipOf(mustAddress('172.16.0.2'));

const header = (over: Partial<Header>): Header => ({
  src: CLIENT,
  dst: SERVER,
  protocol: 'tcp',
  srcPort: 40000,
  dstPort: 80,
  tcp: undefined,
  echoReply: false,
  size: 60,
  dontFragment: true,
  ...over,
});
const back = (h: Header): Header => ({
  ...h,
  src: h.dst,
  dst: h.src,
  srcPort: h.dstPort,
  dstPort: h.srcPort,
});
const tcp = (sender: 'client' | 'server', kind: TcpKind): Header =>
  sender === 'client' ? header({ tcp: kind }) : back(header({ tcp: kind }));

/** The packets of a connection in their order; a hop may see each of them any number of times. */
const PACKETS = [
  ['client', 'syn'],
  ['server', 'syn-ack'],
  ['client', 'ack'],
  ['server', 'ack'],
] as const;

describe('TCP states', () => {
  it("[S8] agree with the kernel's tcp_conntracks, whichever packets of a connection a hop sees", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2), { minLength: 4, maxLength: 4 }), (times) => {
        const table = new TcpTable();
        const tracking = new Conntrack();
        for (const [i, [sender, kind]] of PACKETS.entries()) {
          for (let n = 0; n < (times[i] ?? 0); n++)
            expect(tracking.track(tcp(sender, kind)).state.toUpperCase()).toBe(table.see(sender, kind));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('[S8] agree with the table for packets in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PACKETS), { maxLength: 8 }), (packets) => {
        const table = new TcpTable();
        const tracking = new Conntrack();
        for (const [sender, kind] of packets)
          expect(tracking.track(tcp(sender, kind)).state.toUpperCase()).toBe(table.see(sender, kind));
      }),
      { numRuns: 1000 },
    );
  });

  const states = (...packets: Header[]) => {
    const tracking = new Conntrack();
    return packets.map((p) => tracking.track(p).state);
  };

  it.each([
    [
      'both directions seen',
      [tcp('client', 'syn'), tcp('server', 'syn-ack'), tcp('client', 'ack')],
      ['new', 'established', 'established'],
    ],
    [
      'the request alone: the follow-up is INVALID',
      [tcp('client', 'syn'), tcp('client', 'ack')],
      ['new', 'invalid'],
    ],
    ['the reply alone: a lone SYN-ACK is INVALID', [tcp('server', 'syn-ack')], ['invalid']],
    ['a packet from the middle is new', [tcp('server', 'ack')], ['new']],
    ['a lone echo reply is INVALID', [back(header({ protocol: 'icmp', echoReply: true }))], ['invalid']],
    ['a lone UDP reply is new', [back(header({ protocol: 'udp' }))], ['new']],
    [
      'UDP after the request alone is still new',
      [header({ protocol: 'udp' }), header({ protocol: 'udp' })],
      ['new', 'new'],
    ],
  ])('[S8] %s', (_, packets, expected) => {
    expect(states(...packets)).toEqual(expected);
  });

  it('[S8] the same addresses and ports of another protocol are another connection', () => {
    expect(states(tcp('client', 'syn'), back(header({ protocol: 'udp' })))).toEqual(['new', 'new']);
  });
});

describe('translation', () => {
  const begin = () => {
    const tracking = new Conntrack();
    const first = tracking.track(header({ dst: VIP, tcp: 'syn' }));
    if (first.state === 'invalid') throw new Error('a SYN is never INVALID');
    return { tracking, connection: first.connection };
  };

  it('[M3] a reply to the translated connection is found and translated back', () => {
    const { tracking, connection } = begin();
    translateDestination(connection, SERVER, 8080);
    translateSource(connection, NODE);
    expect(opposite(connection, 'original')).toEqual({
      src: SERVER,
      dst: NODE,
      srcPort: 8080,
      dstPort: 40000,
    });
    const reply = tracking.track(
      header({ src: SERVER, dst: NODE, srcPort: 8080, dstPort: 40000, tcp: 'syn-ack' }),
    );
    expect(reply).toMatchObject({ state: 'established', direction: 'reply' });
    expect(opposite(connection, 'reply')).toMatchObject({
      src: CLIENT,
      dst: VIP,
      srcPort: 40000,
      dstPort: 80,
    });
  });

  it('[M3] a reply between the untranslated ends belongs to no connection', () => {
    const { tracking, connection } = begin();
    translateDestination(connection, SERVER, 8080);
    expect(tracking.track(tcp('server', 'syn-ack')).state).toBe('invalid');
  });

  it('only the first packet of a connection is fresh', () => {
    const { tracking } = begin();
    expect(tracking.track(header({ dst: VIP, tcp: 'syn' }))).toMatchObject({ state: 'new', fresh: false });
  });
});
