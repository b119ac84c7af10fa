import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import type { LegName, Plan } from '#core';
import { runnerSource } from '#formats';
import agent from './agent.py?raw';
import { buildOracleNet } from './build.ts';
import { type FlowRun, flowRuns, portsInUse } from './flows.ts';
import { labSpec } from './spec.ts';

/** What a kernel made of one path of a flow. */
export interface Outcome {
  readonly flow: string;
  readonly choice: number;
  /** The leg that did not arrive; null when all did. */
  readonly failed: LegName | null;
  /** Who received the request, and the source that was seen there; null when nobody meant did. */
  readonly receiver: string | null;
  readonly source: string | null;
  /** Where the request came to rest, meant or not. */
  readonly landed: string | null;
  /** The last error of the sender, for people. */
  readonly note: string;
  /** Every packet of it that reached a program's door: device, direction, source, destination, size, TCP flags. */
  readonly trail: readonly (readonly [string, string, string, string, number, number])[];
}

export interface OracleAnswer {
  readonly outcomes: readonly Outcome[];
  /** What could not be built; with any of them the outcomes mean nothing. */
  readonly problems: readonly string[];
  readonly seconds: number;
}

interface AgentAnswer {
  results: Outcome[];
  problems: string[];
  built?: number;
  ran?: number;
}

/** A process that builds labs and runs flows in them, one plan at a time. Needs root on Linux, python3, iproute2 and nftables. */
export class Oracle {
  readonly #agent: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterableIterator<string>;
  readonly #reader: Interface;

  constructor() {
    this.#agent = spawn('python3', ['-c', `${runnerSource}\n\n${agent}`], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#agent.stderr.on('data', (data: Buffer) => process.stderr.write(data));
    this.#reader = createInterface({ input: this.#agent.stdout });
    this.#lines = this.#reader[Symbol.asyncIterator]();
  }

  /** Runs every flow of the plan; `timeout` in seconds is how long a lost packet is waited for. */
  async run(plan: Plan, timeout = 0.3): Promise<OracleAnswer> {
    const net = buildOracleNet(plan);
    const runs = flowRuns(net);
    const sent = runs.filter((run): run is FlowRun => !('unsent' in run));
    const lab = labSpec(net, portsInUse(net, runs));
    this.#agent.stdin.write(`${JSON.stringify({ lab, flows: sent, timeout })}\n`);
    const line = await this.#lines.next();
    if (line.done) throw new Error('the lab agent ended');
    const answer: AgentAnswer = JSON.parse(line.value);
    const unsent = runs.flatMap((run) =>
      'unsent' in run
        ? [
            {
              flow: run.flow,
              choice: 0,
              failed: 'request' as const,
              receiver: null,
              source: null,
              landed: null,
              note: 'no address',
              trail: [],
            },
          ]
        : [],
    );
    return {
      outcomes: [...answer.results, ...unsent],
      problems: answer.problems,
      seconds: (answer.built ?? 0) + (answer.ran ?? 0),
    };
  }

  close(): void {
    this.#reader.close();
    this.#agent.stdin.end();
  }
}
