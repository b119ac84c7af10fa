import {
  describeEnding,
  describeStep,
  formatAddress,
  type Hop,
  type Leg,
  type OuterHeader,
  type RoundTrip,
} from '#core';
import { printable } from './printable.ts';
import { count, type Style } from './style.ts';

/** The object of `trace --format json`; its shape is a contract, told in docs/command-line.md. */
export function traceJson(roundTrip: RoundTrip): unknown {
  const { from, to, port, protocol, family } = roundTrip.flow;
  return {
    flow: { from, to, port: port ?? null, protocol, family },
    verdict: roundTrip.verdict,
    paths: roundTrip.paths.map((path) => ({
      verdict: path.verdict,
      properties: path.properties,
      legs: path.legs.map((leg) => ({
        leg: leg.leg,
        disposition: leg.disposition,
        at: leg.at,
        reason: describeEnding(leg.ending),
        hops: leg.hops.map((hop) => ({
          device: hop.device,
          packet: {
            src: formatAddress(hop.packet.src),
            dst: formatAddress(hop.packet.dst),
            outer: outerJson(hop.packet.outer),
          },
          steps: hop.steps.map(describeStep),
        })),
      })),
    })),
  };
}

function outerJson(outer: OuterHeader | null): unknown {
  return outer === null ? null : { kind: outer.kind, src: outer.src, dst: outer.dst };
}

/** The same for people: hop by hop, then where it ended and why. */
export function traceText(roundTrip: RoundTrip, style: Style): string {
  const { flow, paths } = roundTrip;
  const what = [
    flow.protocol,
    ...(flow.port === undefined ? [] : [`port ${flow.port}`]),
    `IPv${flow.family}`,
    `${flow.bytes} bytes`,
  ];
  const lines = [
    `${style.bold(printable(`${flow.from} → ${flow.to}`))}  ${style.dim(what.join(', '))}`,
    verdictWord(roundTrip.verdict, style),
  ];
  for (const [index, path] of paths.entries()) {
    if (paths.length > 1 || path.target !== undefined) {
      const number = paths.length > 1 ? `path ${index + 1} of ${paths.length}` : 'path';
      const target = path.target === undefined ? '' : ` to ${path.target}`;
      lines.push('', `${style.bold(number + target)}: ${verdictWord(path.verdict, style)}`);
    }
    if (path.properties.length > 0) lines.push(style.dim(`properties: ${path.properties.join(', ')}`));
    for (const leg of path.legs) lines.push('', ...legLines(leg, style));
  }
  return `${lines.join('\n')}\n`;
}

export function verdictWord(verdict: RoundTrip['verdict'], style: Style): string {
  return verdict === 'delivered' ? style.good('delivered') : style.bad('not delivered');
}

function legLines(leg: Leg, style: Style): string[] {
  const arrived = leg.disposition === 'delivered';
  const ending = `${leg.disposition} at ${printable(leg.at)}`;
  return [
    `${style.bold(leg.leg)}: ${arrived ? style.good(ending) : style.bad(ending)} ${style.dim(`(${count(leg.hops.length, 'hop')})`)}`,
    ...leg.hops.flatMap((hop, index) => hopLines(hop, index + 1, style)),
    `  ${arrived ? style.good('✓') : style.bad('✗')} ${printable(describeEnding(leg.ending))}`,
  ];
}

function hopLines(hop: Hop, number: number, style: Style): string[] {
  const { src, dst, outer } = hop.packet;
  const inner = `${formatAddress(src)} → ${formatAddress(dst)}`;
  const packet = outer === null ? inner : `${outer.kind}[${outer.src} → ${outer.dst}] ${inner}`;
  return [
    `  ${number}. ${printable(hop.device)}  ${style.dim(packet)}`,
    // A drop's sentence is the leg's last line already.
    ...hop.steps
      .filter((step) => step.kind !== 'drop')
      .map((step) => `     ${printable(describeStep(step))}`),
  ];
}
