import type { Dice } from './dice.ts';
import type { Families } from './randomPlan.ts';

/** Where a random plan's entities get their ranges from. */
export interface Ranges {
  readonly families: Families;
  nodes(cluster: number): string[];
  pods(cluster: number): string[];
  services(cluster: number): string[];
  host(index: number): string[];
  /** An address of that CIDR, with its length. */
  inside(cidr: string, offset: number): string;
}

/**
 * Ranges that are all apart, or, when `overlapping`, some that lie in each other: service ranges over nodes, pods and
 * hosts, pod ranges and node networks used twice.
 */
export function sharedRanges(roll: Dice, families: Families, overlapping: boolean): Ranges {
  const confused = (percent: number): boolean => overlapping && roll.chance(percent);
  const both = (v4: string, v6: string): string[] =>
    families.map((f) => (f === 4 ? v4 : v6.replace(':0::', '::')));
  const serviceNet = (c: number): string[] => both(`10.${96 + c}.0.0/16`, `fd00:5e:${c + 1}::/112`);
  return {
    families,
    nodes: (c) => {
      const n = confused(15) ? 0 : c;
      if (confused(10)) return both(`10.${96 + c}.3.0/24`, `fd00:5e:${c + 1}::/64`);
      const first = both(`172.16.${n}.0/24`, `fd00:16:${n}::/64`);
      return roll.chance(15) ? [...first, ...both(`172.16.${n + 50}.0/24`, `fd00:16:${n + 50}::/64`)] : first;
    },
    pods: (c) => {
      const n = confused(25) ? 0 : c;
      if (confused(10)) return both(`10.${96 + c}.0.0/16`, `fd00:5e:${c + 1}::/56`);
      if (confused(10)) return both('172.16.0.0/16', 'fd00:16::/32');
      return both(`10.${n}.0.0/16`, `fd00:10:${n}::/56`);
    },
    services: (c) => {
      if (confused(15)) return both('10.0.0.0/12', 'fd00:10:0::/112');
      if (confused(15)) return both('192.168.0.0/16', 'fd00:168::/112');
      if (confused(15)) return serviceNet(0);
      if (confused(10)) return both(`172.16.${c}.0/24`, `fd00:16:${c}::/112`);
      return serviceNet(c);
    },
    host: (h) => {
      const at = roll.pick([7, 11, 12, 200]);
      if (confused(25)) return both(`10.96.0.${at}/24`, `fd00:5e:1::${at.toString(16)}/64`);
      if (confused(10)) return both(`10.0.0.${at}/24`, `fd00:10:0::${at.toString(16)}/64`);
      if (confused(10)) return both(`172.16.0.${at}/24`, `fd00:16:0::${at.toString(16)}/64`);
      return both(`192.168.${h}.${at}/24`, `fd00:168:${h}::${at.toString(16)}/64`);
    },
    inside: (cidr, offset) =>
      cidr.includes(':')
        ? cidr.replace(/::\/64$/, `::${offset.toString(16)}/64`)
        : cidr.replace(/\.0\/24$/, `.${offset}/24`),
  };
}
