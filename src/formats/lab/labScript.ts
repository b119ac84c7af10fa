import type { Device, Network, Plan } from '#core';
import { plainJson } from '../export/planInside.ts';
import { cleanText } from '../export/svg/xml.ts';
import { forwardingEntries, ipBatch, mtuOf } from './addressing.ts';
import { type LabNames, labNames } from './names.ts';
import { deviceRules } from './netfilter.ts';
import { observeRules } from './observe.ts';
import { questions } from './questions.ts';
import { labProgram } from './runner.ts';
import { whyNoLab } from './whyNoLab.ts';

const RPF = { off: 0, strict: 1, loose: 2 } as const;

/**
 * A POSIX shell script that builds the compiled plan from Linux network namespaces (`up`), sends its flows through
 * it (`run FLOW`, `run --all`: JSON, one object a path) and takes it away (`down`). Pure: text in the shell's own words.
 * Only for a plan that `whyNoLab` has nothing against.
 */
export function labScript(plan: Plan, network: Network): string {
  const against = whyNoLab(network);
  if (against !== undefined) throw new RangeError(against);
  const names = labNames(network);
  const devices = [...network.devices.values()];
  return [
    header(plan, devices.length),
    FUNCTIONS,
    'build() {',
    '  make wires no 0',
    ...devices.map((device) => makeLine(names, device)),
    '',
    ...wireNames(network, names).map((wire) => `  wire ${wire}`),
    ...devices.flatMap((device) => cableLines(network, names, device)),
    ...devices.flatMap((device) => setupLines(network, names, device)),
    '}',
    '',
    'lab() {',
    heredoc('cat', plainJson(labFacts(plan, network, names)), 'LAB'),
    '}',
    '',
    'program() {',
    heredoc('cat', labProgram, 'PYTHON'),
    '}',
    '',
    MAIN,
  ].join('\n');
}

const header = (plan: Plan, count: number): string => `#!/bin/sh
# ${cleanText(plan.name)}: ${count} ${count === 1 ? 'device' : 'devices'} as Linux network namespaces, written by hopwright from the plan.
#
#   sh lab.sh up            build the lab
#   sh lab.sh run FLOW      send one flow, or --all; prints JSON, exit code 1 when something is not delivered
#   sh lab.sh down          take the lab away, also a half-built one
#
# Needs root (CAP_SYS_ADMIN for namespaces, CAP_NET_ADMIN inside them), iproute2 and nftables; run needs python3 too.
# Touches nothing outside its own namespaces, whose names begin with "$LAB.". Several labs live side by side:
# LAB=hw-other sh lab.sh up${plan.flows?.length ? '' : '\n#\n# The plan has no flows yet, so there is nothing to run.'}
set -eu
LAB=\${LAB:-hw-${slug(plan.name)}}
case $LAB in
*[!a-zA-Z0-9_-]*) echo "LAB may have letters, digits, - and _: $LAB" >&2; exit 2 ;;
esac
`;

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 24)
    .replace(/^-|-$/g, '') || 'lab';

const FUNCTIONS = `# make NAME FORWARDS RPF: the namespace of a device, with the kernel's switches as the plan has them
make() {
  ip netns add "$LAB.$1"
  ip netns exec "$LAB.$1" sh -c '
    cd /proc/sys/net
    for f in all default; do
      echo 0 > ipv4/conf/$f/send_redirects; echo 0 > ipv4/conf/$f/accept_redirects
      echo 0 > ipv6/conf/$f/accept_dad; echo 0 > ipv6/conf/$f/accept_ra; echo 0 > ipv6/conf/$f/accept_redirects
    done
    echo 0 > ipv6/conf/default/dad_transmits; echo 0 > ipv6/conf/default/router_solicitations
    echo 0 > ipv4/conf/default/rp_filter; echo "$2" > ipv4/conf/all/rp_filter
    echo 0 > ipv4/icmp_ratelimit; echo 0 > ipv6/icmp/ratelimit; echo 0 > ipv4/tcp_timestamps
    echo 1 > ipv6/conf/all/proxy_ndp
    if [ -d bridge ]; then for f in bridge/bridge-nf-call-*tables; do echo 0 > $f; done; fi
    if [ "$1" = yes ]; then
      echo 1 > ipv4/ip_forward; echo 1 > ipv6/conf/all/forwarding; echo 1 > ipv6/conf/default/forwarding
    else
      echo 0 > ipv4/ip_forward
    fi' sh "$2" "$3"
}

# wire NAME: a segment, or a node's own pods
wire() {
  ip -n "$LAB.wires" link add "$1" type bridge stp_state 0 forward_delay 0 mcast_snooping 0
  ip -n "$LAB.wires" link set "$1" up
}

# plug DEVICE INTERFACE MAC MTU WIRE: a cable from a device to a wire
port=0
plug() {
  port=$((port + 1))
  ip -n "$LAB.wires" link add "$2" mtu "$4" address "$3" netns "$LAB.$1" type veth peer name "p$port" mtu "$4"
  ip -n "$LAB.wires" link set "p$port" master "$5" up
  quick "$1" "$2"
}

# join DEVICE INTERFACE MAC MTU DEVICE INTERFACE MAC: a cable between two devices
join() {
  ip -n "$LAB.wires" link add "$2" mtu "$4" address "$3" netns "$LAB.$1" type veth \\
    peer name "$6" mtu "$4" address "$7" netns "$LAB.$5"
  quick "$1" "$2"
  quick "$5" "$6"
}

# quick DEVICE INTERFACE: answers for others at once
quick() {
  ip netns exec "$LAB.$1" sh -c '
    for f in /proc/sys/net/ipv[46]/neigh/$1/proxy_delay; do echo 0 > $f; done' sh "$2"
}

# configure DEVICE: addresses and routes from standard input. A kernel lays no route by an address of its own; then there is none.
configure() {
  ip -n "$LAB.$1" -force -batch - 2>&1 | grep -v -e 'Nexthop has invalid gateway' -e 'Gateway can not be a local' -e 'Command failed' >&2 || true
}
`;

const MAIN = `names() {
  ip netns list | while read -r name rest; do case $name in "$LAB".*) echo "$name" ;; esac; done
}

down() {
  for name in $(names); do ip netns delete "$name"; done
}

usage() {
  echo "usage: $0 up | run FLOW | run --all | down" >&2
  exit 2
}

case \${1:-} in
up)
  [ "$(id -u)" = 0 ] || { echo "making network namespaces needs root: sudo sh $0 up" >&2; exit 1; }
  for tool in ip bridge nft; do
    command -v $tool > /dev/null || { echo "$tool is missing; install iproute2 and nftables" >&2; exit 1; }
  done
  [ -z "$(names)" ] || { echo "$LAB is up already; $0 down takes it away" >&2; exit 1; }
  trap 'code=$?; [ $code = 0 ] || { echo "building failed; taking $LAB away" >&2; down; }; exit $code' EXIT
  trap 'exit 130' INT TERM
  build
  echo "$LAB is up: ip netns exec $LAB.DEVICE sh"
  ;;
run)
  [ $# = 2 ] || usage
  [ -n "$(names)" ] || { echo "$LAB is not up; $0 up builds it" >&2; exit 1; }
  command -v python3 > /dev/null || { echo "run needs python3" >&2; exit 1; }
  code=0
  lab | python3 -c "$(program)" "$LAB" "$2" || code=$?
  exit $code
  ;;
down) down ;;
*) usage ;;
esac
`;

const heredoc = (command: string, text: string, mark: string): string =>
  `${command} <<'${mark}'\n${text.replace(/\n$/, '')}\n${mark}`;

function wireNames(network: Network, names: LabNames): string[] {
  const wires = [...network.devices.values()].flatMap((d) =>
    d.interfaces.flatMap((i) => names.wire(i) ?? []),
  );
  const outside = [...network.devices.values()]
    .filter((d) => d.internet)
    .map((d) => internetWire(network, d));
  return [...new Set([...wires, ...outside])];
}

/** The way out of the plan: a wire with nobody on it. */
const internetWire = (network: Network, device: Device): string =>
  `inet${[...network.devices.keys()].indexOf(device.id)}`;

function makeLine(names: LabNames, device: Device): string {
  const forwards = device.kind === 'node' || device.kind === 'router' ? 'yes' : 'no';
  return `  make ${names.namespace(device.id)} ${forwards} ${RPF[device.reversePathFilter]}`;
}

function cableLines(network: Network, names: LabNames, device: Device): string[] {
  const ns = names.namespace(device.id);
  const order = [...network.devices.keys()];
  return [
    ...device.interfaces.flatMap((i) => {
      const wire = names.wire(i);
      const own = `${ns} ${names.kernel(device.id, i.name)} ${names.mac(device.id, i.name)} ${mtuOf(i)}`;
      if (wire !== undefined) return `  plug ${own} ${wire}`;
      if (i.attachment.kind !== 'link') return [];
      const { peer, peerInterface } = i.attachment;
      return order.indexOf(peer) < order.indexOf(device.id)
        ? `  join ${own} ${names.namespace(peer)} ${names.kernel(peer, peerInterface)} ${names.mac(peer, peerInterface)}`
        : [];
    }),
    ...(device.internet ? [`  plug ${ns} inet 02:00:00:ff:ff:fe 1500 ${internetWire(network, device)}`] : []),
  ];
}

function setupLines(network: Network, names: LabNames, device: Device): string[] {
  const ns = names.namespace(device.id);
  const bridge = forwardingEntries(names, device);
  return [
    '',
    `  # ${cleanText(device.id)}`,
    heredoc(`  configure ${ns}`, ipBatch(network, names, device).join('\n'), 'IP'),
    ...(bridge.length > 0 ? [heredoc(`  bridge -n "$LAB.${ns}" -batch -`, bridge.join('\n'), 'FDB')] : []),
    heredoc(
      `  ip netns exec "$LAB.${ns}" nft -f -`,
      deviceRules(network, device) + observeRules(true),
      'NFT',
    ),
  ];
}

/** What the runner must know. */
function labFacts(plan: Plan, network: Network, names: LabNames) {
  const asked = questions(plan, network);
  const ports = [
    ...new Set([
      ...asked.filter((q) => q.protocol !== 'icmp').map((q) => q.dport),
      ...[...network.clusters.values()].flatMap((c) => c.services.flatMap((s) => s.targetPort ?? [])),
    ]),
  ];
  const devices = [...network.devices.values()];
  return {
    namespaces: Object.fromEntries(devices.map((d) => [d.id, names.namespace(d.id)])),
    listens: Object.fromEntries(devices.map((d) => [d.id, d.listens === 'all' ? ports : d.listens])),
    questions: asked,
  };
}
