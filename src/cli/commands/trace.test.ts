import { describe, expect, test } from 'vitest';
import { blackHole, planFiles } from '../testing/plans.ts';
import { runCaptured } from '../testing/runCaptured.ts';

const world = { files: planFiles };
const ask = ['--from', 'host:laptop', '--to', 'pod:london/cb-0'];

describe('trace', () => {
  test('a delivered flow is exit code 0', async () => {
    expect(await runCaptured(['trace', 'sound.json', ...ask], world)).toMatchObject({ exit: 0, err: '' });
  });

  test('JSON: the black hole, in the keys of the contract', async () => {
    const { exit, out } = await runCaptured(['trace', 'black-hole.json', ...ask, '--format', 'json'], world);
    const value = JSON.parse(out);
    expect(exit).toBe(1);
    expect(Object.keys(value)).toEqual(['flow', 'verdict', 'paths']);
    expect(value.flow).toEqual({
      from: 'host:laptop',
      to: 'pod:london/cb-0',
      port: 8091,
      protocol: 'tcp',
      family: 4,
    });
    expect(value.verdict).toBe('not-delivered');
    expect(value.paths).toHaveLength(1);
    const [path] = value.paths;
    expect(Object.keys(path)).toEqual(['verdict', 'properties', 'legs']);
    const [request, reply] = path.legs;
    expect(Object.keys(request)).toEqual(['leg', 'disposition', 'at', 'reason', 'hops']);
    expect(request).toMatchObject({ leg: 'request', disposition: 'delivered', at: 'pod:london/cb-0' });
    expect(reply).toMatchObject({ leg: 'reply', disposition: 'captured', at: 'node:london/0' });
    const edge = request.hops.find((hop: { device: string }) => hop.device === 'router:edge-p');
    expect(Object.keys(edge)).toEqual(['device', 'packet', 'steps']);
    expect(Object.keys(edge.packet)).toEqual(['src', 'dst', 'outer']);
    expect(edge.packet.src).toBe('10.32.0.7');
    for (const step of edge.steps) expect(step).toEqual(expect.any(String));
  });

  test('JSON: outer is an object while the packet is encapsulated, and null otherwise', async () => {
    const { out } = await runCaptured(['trace', 'black-hole.json', ...ask, '--format', 'json'], world);
    const hops = JSON.parse(out).paths[0].legs[0].hops as { packet: { outer: object | null } }[];
    expect(hops.some((hop) => hop.packet.outer === null)).toBe(true);
    for (const { packet } of hops) {
      if (packet.outer !== null) expect(Object.keys(packet.outer)).toEqual(['kind', 'src', 'dst']);
    }
  });

  test('--flow asks the question that the plan keeps', async () => {
    const named = await runCaptured(['trace', 'black-hole.json', '--flow', 'ui'], world);
    const asked = await runCaptured(['trace', 'black-hole.json', ...ask], world);
    expect(named).toEqual(asked);
  });

  test('--flow with an unknown id tells which there are', async () => {
    const { exit, err } = await runCaptured(['trace', 'black-hole.json', '--flow', 'uii'], world);
    expect(exit).toBe(2);
    expect(err).toBe('hopwright: trace: --flow uii is not in the plan; it has ui, lost. Did you mean ui?\n');
  });

  test('an endpoint that is not in the plan is a bad argument', async () => {
    const argv = ['trace', 'sound.json', '--from', 'host:laptp', '--to', 'pod:london/cb-0'];
    const { exit, out, err } = await runCaptured(argv, world);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toContain('host:laptp');
  });

  test('JSON: a service with several pods has one path for each', async () => {
    const argv = ['trace', 'black-hole.json', '--from', 'node:london/0', '--to', 'service:london/cb-ui'];
    const { out } = await runCaptured([...argv, '--format', 'json'], world);
    expect(JSON.parse(out).paths).toHaveLength(3);
  });

  test('[M3] every packet whose address changes says why, also the later ones of a connection', async () => {
    const argv = ['trace', 'black-hole.json', '--from', 'node:london/0', '--to', 'service:london/cb-ui'];
    const { out } = await runCaptured([...argv, '--format', 'json'], world);
    const [, , followUp] = JSON.parse(out).paths[0].legs as { leg: string; hops: { steps: string[] }[] }[];
    expect(followUp?.leg).toBe('follow-up');
    expect(followUp?.hops[0]?.steps).toContain(
      'M3: tracked connection, destination 10.32.0.11 becomes 10.0.0.2 again',
    );
  });

  test('JSON: ports do not matter to ICMP', async () => {
    const argv = ['trace', 'sound.json', ...ask, '--protocol', 'icmp', '--format', 'json'];
    const { out } = await runCaptured(argv, world);
    expect(JSON.parse(out).flow).toMatchObject({ protocol: 'icmp', port: null });
  });

  test('text: every hop with its packet, and where it ended and why', async () => {
    const { out } = await runCaptured(['trace', 'black-hole.json', ...ask], world);
    expect(out).toContain('request: delivered at pod:london/cb-0');
    expect(out).toContain('reply: captured at node:london/0');
    expect(out).toMatch(/1\. host:laptop {2}10\.32\.0\.7 → 10\.0\./);
    expect(out).toMatch(/✗ .*10\.32\.0\.0\/16/);
  });

  test('an unreadable plan is exit code 2, and told as JSON too', async () => {
    const argv = ['trace', 'unreadable.json', ...ask, '--format', 'json'];
    const { exit, out } = await runCaptured(argv, world);
    expect(exit).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ plan: null });
  });

  test.each(['iptables', 'nftables'] as const)('the black hole is none under %s', async (serviceProxy) => {
    const clusters = blackHole.clusters?.map((cluster) => ({ ...cluster, serviceProxy }));
    const files = { 'p.json': JSON.stringify({ ...blackHole, clusters }) };
    expect(await runCaptured(['trace', 'p.json', ...ask], { files })).toMatchObject({ exit: 0 });
  });
});
