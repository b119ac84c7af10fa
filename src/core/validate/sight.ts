import { sameItems } from '../memo.ts';
import type { CompiledCluster, Device } from '../network/network.ts';

/** What is looked at to find flows that may show a finding: each question is of one thing, and cheap to ask again. */
export interface Sight {
  /** The devices of a plan entity, nodes before pods. */
  devicesOf(entity: string): readonly Device[];
  device(id: string): Device | undefined;
  cluster(id: string): CompiledCluster | undefined;
  /** Ids of the first few devices, other than routers, in the connected network of a device. */
  near(id: string): readonly string[];
  /** As `near`, of routers. */
  routersNear(id: string): readonly string[];
  /** Ids of the first few devices with an address in a CIDR, in the order of the addresses. */
  holdersOf(cidr: string): readonly string[];
  /** Ids of the first few hosts of the plan. */
  hosts(): readonly string[];
}

interface Look {
  readonly at: keyof Sight;
  readonly key: string;
  readonly saw: unknown;
}

/** Looks where it is told to, and notes what was there. */
export class Looks implements Sight {
  readonly #sight: Sight;
  readonly #looks: Look[] = [];

  constructor(sight: Sight) {
    this.#sight = sight;
  }

  /** True where looking again would show the same. */
  wouldSeeTheSame(sight: Sight): boolean {
    return this.#looks.every(({ at, key, saw }) => isSame(sight[at](key), saw));
  }

  devicesOf(entity: string) {
    return this.#note('devicesOf', entity, this.#sight.devicesOf(entity));
  }
  device(id: string) {
    return this.#note('device', id, this.#sight.device(id));
  }
  cluster(id: string) {
    return this.#note('cluster', id, this.#sight.cluster(id));
  }
  near(id: string) {
    return this.#note('near', id, this.#sight.near(id));
  }
  routersNear(id: string) {
    return this.#note('routersNear', id, this.#sight.routersNear(id));
  }
  holdersOf(cidr: string) {
    return this.#note('holdersOf', cidr, this.#sight.holdersOf(cidr));
  }
  hosts() {
    return this.#note('hosts', '', this.#sight.hosts());
  }

  #note<T>(at: keyof Sight, key: string, saw: T): T {
    this.#looks.push({ at, key, saw });
    return saw;
  }
}

const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (Array.isArray(a) && Array.isArray(b) && sameItems(a, b));
