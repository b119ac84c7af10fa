import { expect, test } from './fixtures.ts';
import type { LegName } from './pages/editorPage.ts';

interface Story {
  readonly id: string;
  readonly title: string;
  /** What the timeline says of the flow that the example opens with. */
  readonly verdict: string;
  /** The leg in which it ends, the device where, and a part of the sentence why. */
  readonly leg: LegName;
  readonly at: string;
  readonly reason?: RegExp;
  /** The finding that the example is about. */
  readonly finding?: string;
}

/** Written by hand from docs/network-model.md, never copied from what the app shows. */
const stories: readonly Story[] = [
  {
    id: 'black-hole',
    title: 'The routing black hole',
    verdict: 'reply captured',
    leg: 'Reply',
    at: 'node:london/0',
    reason: /10\.32\.0\.7 .*10\.32\.0\.0\/16.*london/,
    finding: 'vip-aliases-address',
  },
  { id: 'routed-cluster', title: 'Routed cluster', verdict: 'delivered', leg: 'Answer', at: 'host:laptop' },
  {
    id: 'static-vpn',
    title: 'Two clusters over a static VPN',
    verdict: 'delivered',
    leg: 'Answer',
    at: 'pod:paris/web-0',
    finding: 'vip-range-reused',
  },
  {
    id: 'bgp-shared',
    title: 'BGP, prefixes shared',
    verdict: 'delivered',
    leg: 'Answer',
    at: 'pod:paris/web-0',
  },
  {
    id: 'bgp-not-shared',
    title: 'BGP, prefixes not shared',
    verdict: 'request no-route',
    leg: 'Request',
    at: 'router:edge-p',
    reason: /10\.0\.1\.2/,
    finding: 'bgp-prefixes-not-shared',
  },
  {
    id: 'overlay-to-overlay',
    title: 'Overlay to overlay',
    verdict: 'request no-route',
    leg: 'Request',
    at: 'router:edge-p',
    reason: /10\.0\.1\.2/,
    finding: 'overlay-not-addressable',
  },
  {
    id: 'overlay-gateway-snat',
    title: 'Receiving node, with SNAT',
    verdict: 'delivered',
    leg: 'Answer',
    at: 'host:laptop',
  },
  {
    id: 'overlay-gateway-no-snat',
    title: 'Receiving node, without SNAT',
    verdict: 'follow-up invalid-dropped',
    leg: 'Follow-up',
    at: 'node:london/0',
    reason: /INVALID|one direction/,
    finding: 'asymmetric-path',
  },
  { id: 'native', title: 'Native pod addresses', verdict: 'delivered', leg: 'Answer', at: 'host:laptop' },
  {
    id: 'couchbase-key',
    title: 'Couchbase: the client picks the pod',
    verdict: 'delivered',
    leg: 'Answer',
    at: 'pod:paris/shop-0',
    finding: 'stateful-behind-vip',
  },
  {
    id: 'vpn-mtu',
    title: 'Small packets pass, full ones do not',
    verdict: 'follow-up too-big',
    leg: 'Follow-up',
    at: 'router:edge-p',
    reason: /1423/,
    finding: 'mtu-too-large',
  },
];

for (const { id, verdict, leg, at, reason, finding } of stories) {
  test(`${id}: the story's flow is walked to its end, and its finding is listed`, async ({ editor }) => {
    await editor.openExample(id);
    await expect(editor.verdict).toContainText(verdict);
    await expect(editor.timeline.getByRole('button', { name: 'Play', exact: true })).toBeInViewport();
    if (finding) await expect(editor.finding(finding).first()).toHaveAttribute('aria-current', 'true');
    await editor.showResults('Paths');
    await expect(editor.hops(leg).last()).toContainText(at);
    const [disposition = ''] = verdict.split(' ').slice(-1);
    await expect(editor.leg(leg)).toContainText(disposition);
    if (reason) await expect(editor.leg(leg)).toContainText(reason);
    await editor.showResults('Findings');
    if (finding) await expect(editor.finding(finding).first()).toBeVisible();
    else await expect(editor.findings().filter({ has: editor.severity('error') })).toHaveCount(0);
  });
}

test('the empty page offers every example, and opens the chosen one', async ({ editor }) => {
  await editor.open();
  for (const { title } of stories) await expect(editor.exampleCard(title)).toBeVisible();
  await editor.exampleCard('The routing black hole').click();
  await expect(editor.verdict).toContainText('reply captured');
});
