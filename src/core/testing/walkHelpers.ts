import { type Address, formatAddress } from '../address/address.ts';
import { formatPrefix } from '../address/prefix.ts';
import { compileNetwork } from '../network/compileNetwork.ts';
import type { Device, Network } from '../network/network.ts';
import { parsePlanValue } from '../plan/parsePlan.ts';
import type { Plan } from '../plan/plan.ts';
import { describeAction } from '../simulate/describe.ts';
import { traceRoundTrip } from '../simulate/roundTrip.ts';
import type { FlowQuestion, Hop, Leg, Path, RoundTrip } from '../simulate/trace.ts';

/** A plan without its magic and name, as tests write it. */
export type PlanParts = Omit<Plan, 'hopwright' | 'name'>;

/** The plan of these parts; throws what `parsePlan` would say, so that no test asks about a plan that cannot exist. */
export function planOf(parts: PlanParts): Plan {
  const parsed = parsePlanValue({ hopwright: 1, name: 'test', ...parts });
  if (!parsed.ok) throw new Error(parsed.problems.map((p) => JSON.stringify(p)).join('\n'));
  return parsed.plan;
}

/** The compiled network of these parts. */
export const networkOf = (parts: PlanParts): Network => compileNetwork(planOf(parts));

/** The device of that id; throws where the plan has none. */
export function deviceOf(network: Network, id: string): Device {
  const device = network.devices.get(id);
  if (!device) throw new Error(`no ${id} among ${[...network.devices.keys()].join(', ')}`);
  return device;
}

/** Every address of a device, in the order of its interfaces, each once. */
export const addressesOf = (network: Network, id: string): string[] => [
  ...new Set(deviceOf(network, id).interfaces.flatMap((i) => i.addresses.map(formatAddress))),
];

/** A device's table as text: `10.0.1.0/24 via 172.16.0.3 (static)`. */
export const routesOf = (network: Network, id: string): string[] =>
  deviceOf(network, id).routes.map(
    (route) => `${formatPrefix(route.prefix)} ${describeAction(route)} (${route.source})`,
  );

/** The whole answer to a question; throws where the question names nothing in the plan. */
export function walk(parts: PlanParts, question: FlowQuestion): RoundTrip {
  const answer = traceRoundTrip(networkOf(parts), question);
  if ('problem' in answer) throw new Error(answer.problem);
  return answer;
}

/** The first path of the answer. */
export function pathOf(parts: PlanParts, question: FlowQuestion): Path {
  const [path] = walk(parts, question).paths;
  if (!path) throw new Error('an answer without a path');
  return path;
}

/** How each leg ended: `request delivered@pod:a/w-0; reply captured@node:a/0`; paths are parted by ` | `. */
export const legsOf = (parts: PlanParts, question: FlowQuestion): string =>
  walk(parts, question).paths.map(legsText).join(' | ');

export const legsText = (path: Path): string =>
  path.legs.map((leg) => `${leg.leg} ${leg.disposition}@${leg.at}`).join('; ');

/** One leg of the first path; throws where it was not walked. */
export function legOf(parts: PlanParts, question: FlowQuestion, name: Leg['leg'] = 'request'): Leg {
  const leg = pathOf(parts, question).legs.find((l) => l.leg === name);
  if (!leg) throw new Error(`no ${name}: ${legsOf(parts, question)}`);
  return leg;
}

/** The devices of a leg: `host:h > router:r > node:a/0 > pod:a/w-0`. */
export const devicesOf = (leg: Leg): string => leg.hops.map((hop) => hop.device).join(' > ');

/** The first hop of a leg at that device; throws where it does not pass there. */
export function hopAt(leg: Leg, device: string): Hop {
  const hop = leg.hops.find((h) => h.device === device);
  if (!hop) throw new Error(`${leg.leg} does not pass ${device}: ${devicesOf(leg)}`);
  return hop;
}

/** Source and destination as the packet left a device: `10.0.0.2 > 10.32.0.7`. */
export const packetAt = (leg: Leg, device: string): string => {
  const { src, dst } = hopAt(leg, device).packet;
  return `${text(src)} > ${text(dst)}`;
};

const text = (address: Address): string => formatAddress(address);
