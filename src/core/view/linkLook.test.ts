import { expect, test } from 'vitest';
import type { Link } from '../plan/plan.ts';
import { linkDetails, linkLook } from './linkLook.ts';

const link = (rest: Partial<Link>): Link => ({ id: 'l', ends: ['a', 'b'], routing: 'static', ...rest });

test('what is hidden inside of a tunnel is dashed with a lock, what is only wrapped is double', () => {
  expect(linkLook(link({ kind: 'direct' }))).toEqual({
    line: 'solid',
    sign: 'cable',
    how: 'direct · static',
  });
  expect(linkLook(link({}))).toEqual({ line: 'dashed', sign: 'lock', how: 'ipsec · static' });
  expect(linkLook(link({ encapsulation: 'wireguard', routing: 'bgp' })).how).toBe('wireguard · BGP');
  expect(linkLook(link({ encapsulation: 'gre' }))).toMatchObject({ line: 'double', sign: 'tunnel' });
  // A direct link has no encapsulation, whatever is written there.
  expect(linkLook(link({ kind: 'direct', encapsulation: 'gre' })).line).toBe('solid');
});

test('whoever asks for more is told the selectors by the word of the tunnel', () => {
  const prefixes: [string[], string[]] = [['10.1.0.0/16', '10.2.0.0/16'], []];
  expect(
    linkDetails(link({ name: 'Tunnel', encapsulation: 'wireguard', prefixes, cidrs: ['192.0.2.0/30'] })),
  ).toEqual([
    'Tunnel: wireguard · static',
    'Transfer network: 192.0.2.0/30',
    'AllowedIPs at a: 10.1.0.0/16, 10.2.0.0/16',
    'AllowedIPs at b: nothing',
  ]);
  expect(linkDetails(link({ routing: 'bgp' }))).toEqual(['l: ipsec · BGP']);
  expect(linkDetails(link({ kind: 'direct', prefixes }))[1]).toBe('Routes at a: 10.1.0.0/16, 10.2.0.0/16');
});
