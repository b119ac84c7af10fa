import type { Protocol } from '../plan/plan.ts';
import { type Ip, sameIp } from './ip.ts';
import type { Header, TcpKind } from './packet.ts';

/** The addresses and ports of one direction of a connection. */
export interface Tuple {
  readonly src: Ip;
  readonly dst: Ip;
  readonly srcPort: number;
  readonly dstPort: number;
}

/** A tracked connection, as nf_conntrack keeps it: both directions as they arrive. */
export interface Connection {
  readonly protocol: Protocol;
  /** The first packet, before translation. */
  readonly original: Tuple;
  /** What a reply looks like when it arrives: the inverse of the translated original. */
  reply: Tuple;
  tcp: 'syn-sent' | 'syn-recv' | 'established';
  replySeen: boolean;
  /** The service whose VIP was translated, and that it counts as a service connection (S9). */
  service: string | undefined;
}

/**
 * What tracking says of a packet. `fresh`: the first of its connection, the only one that the translation rules see.
 * INVALID packets belong to no connection and are never translated (S8).
 */
export type Tracked =
  | {
      readonly state: 'new' | 'established';
      readonly connection: Connection;
      readonly direction: 'original' | 'reply';
      readonly fresh: boolean;
    }
  | { readonly state: 'invalid' };

const INVALID: Tracked = { state: 'invalid' };

const inverse = (t: Tuple): Tuple => ({ src: t.dst, dst: t.src, srcPort: t.dstPort, dstPort: t.srcPort });

const matches = (t: Tuple, h: Header): boolean =>
  t.srcPort === h.srcPort && t.dstPort === h.dstPort && sameIp(t.src, h.src) && sameIp(t.dst, h.dst);

/** The connections that one device has seen, with nf_conntrack's states as far as S8 tells them apart. */
export class Conntrack {
  readonly #connections: Connection[] = [];

  /** Finds or begins the packet's connection, and moves its TCP state on. */
  track(header: Header): Tracked {
    for (const connection of this.#connections) {
      if (connection.protocol !== header.protocol) continue;
      if (matches(connection.reply, header)) return reply(connection, header);
      if (matches(connection.original, header)) return original(connection, header);
    }
    return this.#begin(header);
  }

  #begin(header: Header): Tracked {
    // A lone SYN-ACK or echo reply is INVALID; a packet from the middle of a stream is picked up (nf_conntrack_tcp_loose).
    if (header.tcp === 'syn-ack' || header.echoReply) return INVALID;
    const connection: Connection = {
      protocol: header.protocol,
      original: header,
      reply: inverse(header),
      tcp: header.tcp === 'syn' ? 'syn-sent' : 'established',
      replySeen: false,
      service: undefined,
    };
    this.#connections.push(connection);
    return { state: 'new', connection, direction: 'original', fresh: true };
  }
}

function reply(connection: Connection, header: Header): Tracked {
  // A SYN against the direction of a connection that was picked up in the middle fits nothing (tcp_conntracks).
  if (header.tcp === 'syn' && connection.tcp !== 'syn-sent') return INVALID;
  if (header.tcp === 'syn-ack' && connection.tcp === 'syn-sent') connection.tcp = 'syn-recv';
  connection.replySeen = true;
  return { state: 'established', connection, direction: 'reply', fresh: false };
}

function original(connection: Connection, header: Header): Tracked {
  if (header.protocol === 'tcp' && invalidFromClient(connection.tcp, header.tcp)) return INVALID;
  if (header.tcp === 'ack') connection.tcp = 'established';
  return {
    state: connection.replySeen ? 'established' : 'new',
    connection,
    direction: 'original',
    fresh: false,
  };
}

/** In the original direction an ACK after a SYN alone, and a SYN-ACK at any time, fit no connection (tcp_conntracks). */
const invalidFromClient = (state: Connection['tcp'], kind: TcpKind | undefined): boolean =>
  kind === 'syn-ack' || (kind === 'ack' && state === 'syn-sent');

/** The other direction's tuple: its inverse is what the packet's addresses are to become. */
export const opposite = (connection: Connection, direction: 'original' | 'reply'): Tuple =>
  direction === 'original' ? connection.reply : connection.original;

/** Records a translation of the original direction: replies are expected from, or to, the new address. */
export function translateDestination(connection: Connection, address: Ip, port: number): void {
  connection.reply = { ...connection.reply, src: address, srcPort: port };
}

export function translateSource(connection: Connection, address: Ip): void {
  connection.reply = { ...connection.reply, dst: address };
}
