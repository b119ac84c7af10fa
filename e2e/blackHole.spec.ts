import { expect, test } from './fixtures.ts';

interface Case {
  readonly proxy: 'any' | 'routed' | 'iptables' | 'nftables' | 'ipvs' | 'ebpf';
  /** The client calls the pod. */
  readonly reply: string;
  /** A new connection from the pod to the client. */
  readonly connect: string;
}

/** Table S of docs/network-model.md: 10.32.0.7 is in the service range, and no service has it. */
const cases: readonly Case[] = [
  { proxy: 'any', reply: 'reply captured', connect: 'request captured' },
  { proxy: 'routed', reply: 'reply captured', connect: 'request captured' },
  { proxy: 'iptables', reply: 'delivered', connect: 'delivered' },
  { proxy: 'nftables', reply: 'delivered', connect: 'request captured' },
  { proxy: 'ipvs', reply: 'delivered', connect: 'delivered' },
  { proxy: 'ebpf', reply: 'delivered', connect: 'delivered' },
];

for (const { proxy, reply, connect } of cases) {
  test(`serviceProxy ${proxy}: the client's call is ${reply}, a new connection from the pod ${connect}`, async ({
    editor,
  }) => {
    await editor.openExample('black-hole');
    await editor.selectOnCanvas('London', 'Cluster');
    await editor.choose('Service proxy', proxy);
    await editor.showResults('Paths');
    await editor.showFlow('The client calls a pod in London');
    await expect(editor.verdict).toContainText(reply);
    if (reply !== 'delivered') await expect(editor.hops('Reply').last()).toContainText('node:london/0');
    await editor.showFlow('A pod in London calls the client');
    await expect(editor.verdict).toContainText(connect);
    if (connect !== 'delivered') await expect(editor.hops('Request').last()).toContainText('node:london/0');
  });
}

test('the same client from another network gets its answer', async ({ editor }) => {
  await editor.openExample('black-hole');
  await editor.showResults('Paths');
  await editor.showFlow('The same from another network');
  await expect(editor.verdict).toContainText('delivered');
  await expect(editor.hops('Answer').last()).toContainText('host:desktop');
});

test('a flow that is not saved is walked by the worker, too', async ({ editor }) => {
  await editor.openExample('black-hole');
  await editor.walk('host:desktop', 'router:edge-l', { protocol: 'ICMP' });
  await expect(editor.verdict).toContainText('delivered');
  await editor.walk('host:laptop', 'node:london/0', { port: 22 });
  await expect(editor.verdict).toContainText('reply captured');
});
