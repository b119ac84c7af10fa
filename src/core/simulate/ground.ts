import { POD_INTERFACE } from '../network/interfaces.ts';
import type { Network } from '../network/network.ts';
import { keyOf } from './ip.ts';
import { Kernel } from './kernel.ts';
import type { Port } from './port.ts';
import { type ProxyRules, proxyRulesOf } from './serviceProxy.ts';
import { Wire } from './wire.ts';

/**
 * A network as walks go over it. What they ask is looked up once and kept with the device that was asked, so that a hop follows
 * references and compares numbers. Nothing here says anything that the network does not.
 */
export class Ground {
  readonly network: Network;
  readonly #kernels = new Map<string, Kernel>();
  readonly #wires = new Map<string, Wire>();
  readonly #podsOfNodes = new Map<string, ReadonlyMap<string, readonly string[]>>();

  constructor(network: Network) {
    this.network = network;
  }

  /** The device of that id. */
  kernel(id: string): Kernel | undefined {
    const known = this.#kernels.get(id);
    if (known) return known;
    const device = this.network.devices.get(id);
    if (!device) return undefined;
    const made = new Kernel(this, device);
    this.#kernels.set(id, made);
    return made;
  }

  /** As `kernel`, for an id that the network itself names. */
  mustKernel(id: string): Kernel {
    const kernel = this.kernel(id);
    if (!kernel) throw new Error(`no device ${id}`);
    return kernel;
  }

  /** The segment of that id. */
  wire(id: string): Wire | undefined {
    const known = this.#wires.get(id);
    if (known) return known;
    const segment = this.network.segments.get(id);
    if (!segment) return undefined;
    const made = new Wire(this, segment);
    this.#wires.set(id, made);
    return made;
  }

  /** What the service proxy does on the nodes of that cluster. */
  proxy(id: string): ProxyRules | undefined {
    const cluster = this.network.clusters.get(id);
    return cluster && proxyRulesOf(cluster);
  }

  /** The pods of a node by their addresses. */
  podsAt({ device }: Kernel): ReadonlyMap<number | bigint, readonly Port[]> {
    const found = new Map<number | bigint, Port[]>();
    const ids = device.node ? (this.#podsOf(device.node.cluster).get(device.id) ?? []) : [];
    for (const id of ids) {
      const pod = this.mustKernel(id);
      for (const { addresses } of pod.device.interfaces) {
        for (const address of addresses) {
          const key = keyOf(address);
          const known = found.get(key);
          if (!known) found.set(key, [pod.port(POD_INTERFACE)]);
          else if (!known.some(({ kernel }) => kernel === pod)) known.push(pod.port(POD_INTERFACE));
        }
      }
    }
    return found;
  }

  /** The pods of a cluster by their nodes: a cluster may have thousands of either. */
  #podsOf(cluster: string): ReadonlyMap<string, readonly string[]> {
    const known = this.#podsOfNodes.get(cluster);
    if (known) return known;
    const made = new Map<string, string[]>();
    for (const id of this.network.clusters.get(cluster)?.pods ?? []) {
      const node = this.network.devices.get(id)?.pod?.node;
      if (node === undefined) continue;
      const others = made.get(node);
      if (others) others.push(id);
      else made.set(node, [id]);
    }
    this.#podsOfNodes.set(cluster, made);
    return made;
  }
}

const grounds = new WeakMap<Network, Ground>();

/** The ground that all walks over a network share. */
export function groundOf(network: Network): Ground {
  const known = grounds.get(network);
  if (known) return known;
  const made = new Ground(network);
  grounds.set(network, made);
  return made;
}
