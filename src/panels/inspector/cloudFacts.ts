import { formatAddress, type Platform, type Prefix, prefixSize } from '#core';
import { countText } from './cidrFacts.ts';

interface Cloud {
  readonly name: string;
  /** So many addresses at the beginning and at the end of every IPv4 subnet are the cloud's own. */
  readonly first: bigint;
  readonly last: bigint;
}

/*
 * AWS and Azure keep network, gateway, two more and the last address; Google Cloud network, gateway and the last two; Oracle
 * Cloud network, gateway and the last one. Each cloud's documentation of its subnets says so.
 */
const AWS: Cloud = { name: 'AWS', first: 4n, last: 1n };
const AZURE: Cloud = { name: 'Azure', first: 4n, last: 1n };
const GOOGLE: Cloud = { name: 'Google Cloud', first: 2n, last: 2n };
const ORACLE: Cloud = { name: 'Oracle Cloud', first: 2n, last: 1n };

const CLOUDS: Readonly<Partial<Record<Platform, Cloud>>> = {
  eks: AWS,
  aks: AZURE,
  gke: GOOGLE,
  oke: ORACLE,
};

const leftBy = (prefix: Prefix, { first, last }: Cloud): bigint => {
  const left = prefixSize(prefix) - first - last;
  return left > 0n ? left : 0n;
};

/**
 * What a node network has left as a subnet of the platform's cloud; undefined where the platform is no cloud's, and for IPv6.
 *
 * cloudText(10.0.0.0/24, 'eks') //=> 'AWS keeps 5 of a subnet: 251 left, 10.0.0.4 – 10.0.0.254'
 */
export function cloudText(prefix: Prefix, platform: Platform | undefined): string | undefined {
  const cloud = platform && CLOUDS[platform];
  if (!cloud || prefix.family === 6) return undefined;
  const { name, first, last } = cloud;
  const left = leftBy(prefix, cloud);
  const text = (value: bigint): string => formatAddress({ family: prefix.family, value });
  const from = prefix.value + first;
  const to = prefix.value + prefixSize(prefix) - last - 1n;
  const words = left === 0n ? 'none is left' : `${countText(left)} left, ${text(from)} – ${text(to)}`;
  return `${name} keeps ${first + last} of a subnet: ${words}`;
}

/** The same for every cloud, where nobody said which: `AWS or Azure 251, Google Cloud 252, Oracle Cloud 253`. */
export function anyCloudText(prefix: Prefix): string | undefined {
  if (prefix.family === 6) return undefined;
  const count = (cloud: Cloud): string => countText(leftBy(prefix, cloud));
  return `Left as a subnet of a cloud: AWS or Azure ${count(AWS)}, Google Cloud ${count(GOOGLE)}, Oracle Cloud ${count(ORACLE)}`;
}
