import { expect, test } from 'vitest';
import type { Plan } from '#core';
import { NO_JUDGEMENT, patchedJudgement } from './judgementPatch.ts';
import { planPatch } from './planPatch.ts';
import type { Judgement, Request, Response } from './protocol.ts';
import { type Port, serve } from './serve.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'one cluster',
  clusters: [
    {
      id: 'a',
      router: 'r',
      nodes: { cidrs: ['172.16.0.0/24'], count: 2 },
      pods: { cidrs: ['10.0.0.0/16'] },
      workloads: [{ name: 'w', replicas: 2, port: 80 }],
    },
  ],
  routers: [{ id: 'r' }],
  flows: [{ id: 'f', from: 'pod:a/w-0', to: 'pod:a/w-1' }],
};

/** The core served over a real message channel, and a client that waits for each answer. */
function served() {
  const { port1, port2 } = new MessageChannel();
  serve(port2);
  const waiting: ((response: Response) => void)[] = [];
  port1.onmessage = ({ data }: MessageEvent<Response>) => waiting.shift()?.(data);
  const ask = (request: Request): Promise<Response> => {
    port1.postMessage(request);
    return new Promise((resolve) => waiting.push(resolve));
  };
  /** As `ask`, waiting for that kind of answer whatever comes before. */
  const listen = async (request: Request, method: Response['method']): Promise<Response> => {
    let response = await ask(request);
    while (response.method !== method) response = await new Promise((resolve) => waiting.push(resolve));
    return response;
  };
  return { ask, listen, send: (request: Request) => port1.postMessage(request), close: () => port1.close() };
}

/** The judgement that an answer tells a page which was told `before`. */
function judgementOf(answer: Response, before = NO_JUDGEMENT): Judgement {
  if (answer.method !== 'judge') throw new Error(answer.method);
  return patchedJudgement(before, answer.result);
}

test('an edit is judged as its whole plan would be, and only what became different is told', async () => {
  const { ask, close } = served();
  const before = judgementOf(await ask({ id: 1, method: 'judge', revision: 1, plan }));
  const hosts = [{ id: 'h', router: 'r', addresses: ['172.16.0.2/24'] }];
  const edited: Plan = { ...plan, hosts };
  const answer = await ask({ id: 2, method: 'judge', revision: 2, patch: planPatch(plan, edited) });
  if (answer.method !== 'judge') throw new Error(answer.method);
  const other = served();
  const whole = judgementOf(await other.ask({ id: 1, method: 'judge', revision: 1, plan: edited }));
  expect(patchedJudgement(before, answer.result)).toEqual(whole);
  // The nodes make room for the host; pods and the router keep what they have.
  const given = answer.result.devices.flatMap((part) => ('given' in part ? part.given : []));
  expect(given.map(({ id }) => id)).toEqual(['node:a/0', 'node:a/1', 'host:h']);
  other.close();
  close();
});

test('judge answers with findings, walked flows and derived addresses, and survives cloning', async () => {
  const { ask, close } = served();
  const answer = await ask({ id: 1, method: 'judge', revision: 3, plan });
  expect(answer).toMatchObject({ id: 1, method: 'judge', revision: 3 });
  const judgement = judgementOf(answer);
  expect(judgement.flows.f).toMatchObject({ roundTrip: { verdict: 'delivered' } });
  expect(judgement.derived.devices.find((d) => d.id === 'pod:a/w-1')?.addresses).toEqual(['10.0.1.2']);
  close();
});

test('trace answers about the plan judged last, and tells a question that names nothing', async () => {
  const { ask, close } = served();
  await ask({ id: 1, method: 'judge', revision: 3, plan });
  expect(
    await ask({ id: 2, method: 'trace', revision: 3, question: { from: 'pod:a/w-0', to: 'node:a/1' } }),
  ).toMatchObject({
    result: { roundTrip: { verdict: 'delivered' } },
  });
  expect(
    await ask({ id: 3, method: 'trace', revision: 3, question: { from: 'pod:a/none-0', to: 'node:a/1' } }),
  ).toMatchObject({
    result: { problem: expect.stringContaining('pod:a/none-0') },
  });
  close();
});

test('a judgement lists no routing table; each is asked for by its device', async () => {
  const { ask, close } = served();
  const judged = await ask({ id: 1, method: 'judge', revision: 3, plan });
  const node = judgementOf(judged).derived.devices.find((d) => d.id === 'node:a/0');
  const answer = await ask({ id: 2, method: 'routes', revision: 3, device: 'node:a/0' });
  if (answer.method !== 'routes') throw new Error(answer.method);
  expect(answer.revision).toBe(3);
  expect(answer.result).toContainEqual(
    expect.objectContaining({ prefix: '172.16.0.0/24', source: 'connected' }),
  );
  expect(answer.result).toHaveLength(node?.routeCount ?? -1);
  expect(await ask({ id: 3, method: 'routes', revision: 3, device: 'node:a/9' })).toMatchObject({
    result: undefined,
  });
  close();
});

test('a survey of the plan judged last tells its ranges and what it leaves to the rules', async () => {
  const { ask, close } = served();
  await ask({ id: 1, method: 'judge', revision: 3, plan });
  const answer = await ask({ id: 2, method: 'survey', revision: 3 });
  if (answer.method !== 'survey') throw new Error(answer.method);
  expect(answer.revision).toBe(3);
  expect(answer.result.pools.flatMap(({ ranges }) => ranges)).toContainEqual(
    expect.objectContaining({ owner: 'a', use: 'nodes' }),
  );
  expect(answer.result.assumptions.map(({ kind }) => kind)).toContain('mtu');
  close();
});

test('of a cluster whose nodes all know each other the tables are not made for a judgement', async () => {
  const { ask, close } = served();
  const large: Plan = {
    hopwright: 1,
    name: 'large',
    clusters: [
      {
        id: 'a',
        nodes: { cidrs: ['172.16.0.0/20'], count: 600 },
        pods: { cidrs: ['10.0.0.0/12'] },
        network: { mode: 'overlay' },
      },
    ],
  };
  const judged = judgementOf(await ask({ id: 1, method: 'judge', revision: 1, plan: large }));
  expect(judged.derived.devices[0]).toMatchObject({ id: 'node:a/0', routeCount: undefined });
  const answer = await ask({ id: 2, method: 'routes', revision: 1, device: 'node:a/0' });
  expect(answer.method === 'routes' && answer.result?.length).toBeGreaterThan(599);
  close();
});

test('a matrix tells who reaches whom, and other questions are served while it is made', async () => {
  const { ask, listen, close } = served();
  await ask({ id: 1, method: 'judge', revision: 3, plan });
  const answer = await listen({ id: 2, method: 'reach', revision: 3 }, 'reach');
  if (answer.method !== 'reach' || !answer.result) throw new Error(answer.method);
  const { ends, outcomes, cells } = answer.result;
  expect(ends).toEqual(['pod:a/w-1', 'node:a/1']);
  expect([...cells].map((cell) => outcomes[cell]?.verdict)).toEqual([
    undefined,
    'delivered',
    'delivered',
    undefined,
  ]);
  close();
});

test('a matrix that nobody waits for any more is given up', async () => {
  const { ask, listen, send, close } = served();
  const clusters = Array.from({ length: 400 }, (_, i) => ({
    id: `c${i}`,
    nodes: { cidrs: ['172.16.0.0/24'], count: 2 },
  }));
  await ask({ id: 1, method: 'judge', revision: 3, plan: { hopwright: 1, name: 'apart', clusters } });
  const answer = listen({ id: 2, method: 'reach', revision: 3 }, 'reach');
  send({ id: 3, method: 'cancel', cancels: 2 });
  expect(await answer).toEqual({ id: 2, method: 'reach', revision: 3, result: undefined });
  close();
});

test('an error inside the core is answered, and the next request is served', async () => {
  const { ask, close } = served();
  expect(await ask({ id: 1, method: 'trace', revision: 0, question: { from: 'x', to: 'y' } })).toMatchObject({
    id: 1,
    method: 'failed',
  });
  expect(await ask({ id: 2, method: 'ping' })).toEqual({ id: 2, method: 'ping' });
  close();
});

test('after an error the next plan is judged as if it were the first, whatever the worker held', async () => {
  let refuse = false;
  const answers: Response[] = [];
  const port: Port = {
    onmessage: null,
    postMessage(response) {
      // As a port does with what it cannot clone.
      if (refuse && response.method === 'judge') throw new Error('could not be cloned');
      answers.push(response);
    },
  };
  serve(port);
  const tell = (data: Request): Response | undefined => {
    port.onmessage?.({ data } as MessageEvent<Request>);
    return answers.at(-1);
  };
  tell({ id: 1, method: 'judge', revision: 1, plan });
  refuse = true;
  const edited: Plan = { ...plan, flows: [] };
  expect(tell({ id: 2, method: 'judge', revision: 2, patch: planPatch(plan, edited) })?.method).toBe(
    'failed',
  );
  refuse = false;
  const whole = tell({ id: 3, method: 'judge', revision: 3, plan: edited });
  if (whole?.method !== 'judge') throw new Error(whole?.method);
  expect(patchedJudgement(NO_JUDGEMENT, whole.result).derived.devices).toHaveLength(5);
});
