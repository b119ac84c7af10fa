import { describe, expect, test } from 'vitest';
import { addressPlan, compileNetwork, type Plan, traceRoundTrip, validate } from '#core';
import { addressCsv } from './addressCsv.ts';
import { planReport } from './report.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'Two | sites <script>',
  notes: '# Why\n\nBecause.',
  clusters: [
    {
      id: 'london',
      name: '=cmd|"x", London',
      router: 'edge',
      nodes: { cidrs: ['172.16.0.0/24'], count: 2 },
      pods: { cidrs: ['10.0.0.0/16'] },
      services: { cidrs: ['10.32.0.0/16'] },
      workloads: [{ name: 'cb', replicas: 1, port: 8091 }],
    },
  ],
  routers: [{ id: 'edge' }],
  hosts: [{ id: 'laptop', router: 'edge', addresses: ['10.32.0.7/24'] }],
  flows: [
    { id: 'ui', name: 'The UI', from: 'host:laptop', to: 'pod:london/cb-0', expect: 'delivered' },
    { id: 'gone', from: 'host:laptop', to: 'ip:10.9.9.9', port: 1 },
  ],
  view: { frames: [{ id: 'site', name: 'Docklands', members: ['london'] }] },
};
const network = compileNetwork(plan);
const pools = addressPlan(plan, network);
const flows = new Map(
  (plan.flows ?? []).map((flow) => {
    const answer = traceRoundTrip(network, flow);
    return [flow.id, 'problem' in answer ? answer : { roundTrip: answer }] as const;
  }),
);
const facts = { findings: validate(plan, network), flows, pools };

describe('the report', () => {
  const report = planReport(plan, facts);

  test('names the plan without letting its name be Markdown or HTML', () => {
    expect(report).toMatch(/^# Two \\\| sites \\<script\\>\n/);
  });

  test('has the notes below its own headings', () => {
    expect(report).toContain('## Notes\n\n### Why\n\nBecause.');
  });

  test('tells range, role, site, size and use of each range', () => {
    expect(report).toContain('| Docklands |');
    expect(report).toContain(
      '`10.0.0.0/16` | pod range | 65,536 | 512 of 65,536 addresses in node prefixes |',
    );
    expect(report).toContain('`10.32.0.0/16` **overlaps**');
  });

  test('has for each finding its sentence, why, remedy and source', () => {
    expect(report).toContain('### Error: A service range covers an address');
    expect(report).toMatch(/- Why it matters: .+\n- Remedy: .+\n- Rule: `vip-aliases-address`, see <https:/);
  });

  test('has request, reply and verdict of each flow', () => {
    expect(report).toMatch(
      /\| The UI \| .+ \| delivered \| captured: .+ \| not-delivered \| delivered \(\*\*fails\*\*\) \|/,
    );
    expect(report).toMatch(/\| gone \| .+ \| never sent \| not-delivered \| – \|/);
  });

  test('has as many cells in every row of a table', () => {
    for (const table of report.split('\n\n').filter((part) => part.startsWith('|'))) {
      const widths = table.split('\n').map((row) => row.match(/(?<!\\)\|/g)?.length);
      expect(new Set(widths).size).toBe(1);
    }
  });

  test('tells accepted findings with their reason, and not as open ones', () => {
    const accepted = facts.findings.map((finding) => ({ ...finding, accepted: 'so it *is*' }));
    const told = planReport(plan, { ...facts, findings: accepted });
    expect(told).toContain('Nothing was found.');
    expect(told).toContain('Reason: so it \\*is\\*');
  });
});

describe('the address plan as CSV', () => {
  const lines = addressCsv(plan, pools).split('\r\n');

  test('has a line for each range, and ends its lines as RFC 4180 says', () => {
    expect(lines[0]).toBe('pool,site,owner,range,role,size,used,overlapping');
    expect(lines).toHaveLength(1 + 4 + 1);
    expect(lines.at(-1)).toBe('');
  });

  test('quotes commas and quotes, and never begins a cell as a formula', () => {
    expect(lines[1]).toContain(`,Docklands,"'=cmd|""x"", London",10.0.0.0/16,pod range,`);
  });
});
