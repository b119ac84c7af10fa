/**
 * Rules that let the runner see what happens: what reaches a device's own programs, after every translation and filter
 * (`seen`), and what merely arrives at it (`passing`). Path MTU messages are kept from senders: the question is whether a
 * packet of that size passes, not whether a smaller one would.
 */
export const observeRules = (passing: boolean): string => `table inet observe {
 chain pmtu {
  type filter hook input priority -500; policy accept;
  icmp type destination-unreachable icmp code frag-needed drop
  icmpv6 type packet-too-big drop
 }
 chain seen {
  type filter hook input priority 400; policy accept;
${EXCEPT}  fib daddr type local ${LOG} prefix "seen"
 }
${passing ? ` chain passing {\n  type filter hook prerouting priority -450; policy accept;\n${EXCEPT}  ${LOG} prefix "passing"\n }\n` : ''}}
`;

/** Tunnels are seen where they end; neighbours' questions are no flow. */
const EXCEPT = `  udp dport 4789 accept
  icmp type != { echo-request, echo-reply } accept
  icmpv6 type != { echo-request, echo-reply } accept
`;
const LOG = 'meta l4proto { tcp, udp, icmp, icmpv6 } log group 7 snaplen 128 queue-threshold 1';
