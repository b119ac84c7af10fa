import {
  addressPlan,
  compileNetwork,
  deviceAddresses,
  type Flow,
  type Network,
  type Plan,
  traceRoundTrip,
  validate,
} from '#core';
import { LAYERS, type Layer } from '#core/view';
import {
  addressCsv,
  labScript,
  type PictureWalk,
  pictureWalk,
  planReport,
  planSvg,
  whyNoLab,
} from '#formats';
import { type Command, type Invocation, type Io, textOption, UsageError } from '../command.ts';
import { EXIT, type ExitCode } from '../exitCode.ts';
import { complain, readOnePlan } from '../readPlan.ts';
import { suggestion } from '../suggestion.ts';

const WRITERS: Readonly<Record<string, (plan: Plan, invocation: Invocation) => string>> = {
  svg: picture,
  report,
  csv: (plan) => addressCsv(plan, addressPlan(plan, compileNetwork(plan))),
  lab,
};
const FORMATS = Object.keys(WRITERS);

export const exportPlan: Command = {
  name: 'export',
  summary: 'Writes a plan as something else: a picture, a report, a table of its ranges, a lab.',
  positionals: `${FORMATS.join('|')} PLAN`,
  options: {
    output: { type: 'string', short: 'o', placeholder: 'FILE', help: 'where to; default: standard output' },
    theme: {
      type: 'string',
      choices: ['light', 'dark'],
      default: 'light',
      help: 'svg: the colours of the picture',
    },
    flow: { type: 'string', placeholder: 'ID', help: 'svg: draws the walk of this flow of the plan' },
    transparent: { type: 'boolean', help: 'svg: no background' },
    layers: {
      type: 'string',
      placeholder: 'LIST',
      help: `svg: what is drawn, separated by commas, of ${LAYERS.join(', ')}; default: all but ghost`,
    },
    'no-findings': { type: 'boolean', help: 'svg: marks and tells no findings' },
    'no-plan': {
      type: 'boolean',
      help: 'svg: leaves the plan out, so that nobody can open the picture again',
    },
  },
  exits: '0, or 2 unreadable plan or bad argument',
  async run(invocation, io) {
    const [format, ...sources] = invocation.positionals;
    const write = format === undefined ? undefined : WRITERS[format];
    if (!write) throw new UsageError(noFormat(format));
    const read = await readOnePlan(sources, io);
    if (!read.ok) return complain(read, io);
    return put(write(read.plan, invocation), textOption(invocation, 'output'), io);
  },
};

function lab(plan: Plan): string {
  const network = compileNetwork(plan);
  const against = whyNoLab(network);
  if (against !== undefined) throw new UsageError(`export: ${against}`);
  return labScript(plan, network);
}

function noFormat(format: string | undefined): string {
  const known = `Give one of ${FORMATS.join(', ')}.`;
  if (format === undefined) return `export: no format was given. ${known}`;
  if (format.toLowerCase() === 'png')
    return 'export: a PNG is made by a browser, which has the fonts; export svg, and convert it, or use the app.';
  return `export: ${JSON.stringify(format)} is not a format.${suggestion(format, FORMATS)} ${known}`;
}

async function put(text: string, file: string | undefined, io: Io): Promise<ExitCode> {
  if (file === undefined || file === '-') {
    io.out(text);
    return EXIT.yes;
  }
  try {
    await io.writeFile(file, text);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(
      `export: ${JSON.stringify(file)} cannot be written (${code}); is its directory there, and may you write in it?`,
    );
  }
  return EXIT.yes;
}

function picture(plan: Plan, { options }: Invocation): string {
  const network = compileNetwork(plan);
  const flow = typeof options.flow === 'string' ? flowNamed(plan, options.flow) : undefined;
  return planSvg(plan, {
    theme: options.theme === 'dark' ? 'dark' : 'light',
    transparent: options.transparent === true,
    ...(typeof options.layers === 'string' ? { layers: layersNamed(options.layers) } : {}),
    withPlan: options['no-plan'] !== true,
    walk: flow && walkOf(plan, network, flow),
    addresses: routerAddresses(network),
    ...(options['no-findings'] === true ? {} : { findings: validate(plan, network) }),
  });
}

/** The layers of a list such as `underlay,vip`. */
function layersNamed(list: string): readonly Layer[] {
  const names = list.split(',').map((name) => name.trim().toLowerCase());
  const layers = LAYERS.filter((layer) => names.includes(layer));
  const stranger = names.find((name) => !LAYERS.some((layer) => layer === name));
  if (stranger === undefined) return layers;
  throw new UsageError(
    `export: --layers has ${JSON.stringify(stranger)}, which is not a layer.${suggestion(stranger, LAYERS)} Give some of ${LAYERS.join(', ')}.`,
  );
}

function report(plan: Plan): string {
  const network = compileNetwork(plan);
  const answers = (plan.flows ?? []).map((flow) => {
    const answer = traceRoundTrip(network, flow);
    return [flow.id, 'problem' in answer ? answer : { roundTrip: answer }] as const;
  });
  return planReport(plan, {
    findings: validate(plan, network),
    flows: new Map(answers),
    pools: addressPlan(plan, network),
  });
}

const routerAddresses = (network: Network): Map<string, readonly string[]> =>
  new Map(
    [...network.devices.values()]
      .filter(({ kind }) => kind === 'router')
      .map((device) => [device.entity, deviceAddresses(device)]),
  );

function flowNamed(plan: Plan, id: string): Flow {
  const ids = (plan.flows ?? []).map((flow) => flow.id);
  const flow = plan.flows?.find((candidate) => candidate.id === id);
  if (flow) return flow;
  const known = ids.length === 0 ? ' It has no flows.' : ` It has: ${ids.slice(0, 20).join(', ')}.`;
  throw new UsageError(
    `export: --flow is ${JSON.stringify(id)}; the plan has no such flow.${suggestion(id, ids)}${known}`,
  );
}

function walkOf(plan: Plan, network: Network, flow: Flow): PictureWalk | undefined {
  const answer = traceRoundTrip(network, flow);
  if ('problem' in answer)
    throw new UsageError(`export: flow ${flow.id} cannot be walked: ${answer.problem}`);
  return pictureWalk(plan, flow, answer);
}
