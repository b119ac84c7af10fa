import { type Platform, platformRanges } from '#core';

/** A platform as it is offered when a cluster is made: what it gives a cluster when nobody says otherwise. */
export interface PlatformPreset {
  readonly platform: Platform;
  readonly title: string;
  /** The document that names these defaults. */
  readonly source: string;
  readonly nodes: { readonly cidrs: readonly string[] };
  readonly pods: { readonly cidrs: readonly string[]; readonly nodeMask: readonly number[] };
  readonly services: { readonly cidrs: readonly string[] };
}

/** Every platform that a cluster may name, in the order of the format page. IPv4 defaults; a list is empty where the platform has none. */
export const platforms: readonly PlatformPreset[] = Object.entries(platformRanges).map(
  ([platform, ranges]) => {
    const ipv4 = <R extends { cidr: string }>(defaults: readonly R[]): R[] =>
      defaults.filter(({ cidr }) => !cidr.includes(':'));
    const pods = ipv4(ranges.pods);
    return {
      platform: platform as Platform,
      title: ranges.title,
      source: ranges.source,
      nodes: { cidrs: ipv4(ranges.nodes).map(({ cidr }) => cidr) },
      pods: { cidrs: pods.map(({ cidr }) => cidr), nodeMask: pods.map(({ nodeMask }) => nodeMask ?? 24) },
      // EKS has two and takes the one that does not overlap the VPC: one of them is enough.
      services: {
        cidrs: ipv4(ranges.services)
          .slice(0, 1)
          .map(({ cidr }) => cidr),
      },
    };
  },
);
