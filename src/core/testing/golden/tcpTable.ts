import type { TcpKind } from '../../simulate/packet.ts';

/*
 * The slow twin of conntrack.ts for TCP: the rows and columns of the kernel's `tcp_conntracks`
 * (net/netfilter/nf_conntrack_proto_tcp.c) that a connection without FIN and RST meets, in the kernel's own letters.
 * NO none, SS SYN sent, SR SYN received, ES established, S2 second SYN; IV invalid, IG ignored.
 */
type State = 'NO' | 'SS' | 'SR' | 'ES' | 'S2';
type Cell = State | 'IV' | 'IG';

const COLUMNS = ['NO', 'SS', 'SR', 'ES', 'S2'] as const;
const ORIGINAL: Record<TcpKind, readonly Cell[]> = {
  syn: ['SS', 'SS', 'IG', 'IG', 'S2'],
  'syn-ack': ['IV', 'IV', 'SR', 'IV', 'SR'],
  ack: ['ES', 'IV', 'ES', 'ES', 'IV'],
};
const REPLY: Record<TcpKind, readonly Cell[]> = {
  syn: ['IV', 'S2', 'IV', 'IV', 'S2'],
  'syn-ack': ['IV', 'SR', 'IG', 'IG', 'SR'],
  ack: ['IV', 'IG', 'SR', 'ES', 'IG'],
};

/** One connection between a client and a server, seen by one hop that may miss packets of either side. */
export class TcpTable {
  #state: State = 'NO';
  #first: 'client' | 'server' | undefined;
  #replySeen = false;

  /** What the hop calls the packet: the word of iptables' `--ctstate`. */
  see(sender: 'client' | 'server', kind: TcpKind): 'NEW' | 'ESTABLISHED' | 'INVALID' {
    const original = this.#first === undefined || this.#first === sender;
    const cell = (original ? ORIGINAL : REPLY)[kind][COLUMNS.indexOf(this.#state)];
    if (cell === undefined || cell === 'IV') return 'INVALID';
    this.#first ??= sender;
    if (cell !== 'IG') this.#state = cell;
    if (!original) this.#replySeen = true;
    return this.#replySeen ? 'ESTABLISHED' : 'NEW';
  }
}
