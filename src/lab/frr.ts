import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatAddress, type Link, mustInterfaceAddress, mustPrefix, type Plan, usableRange } from '#core';

const DAEMONS = '/usr/lib/frr';

/** Whether real routing daemons are here. */
export const hasFrr = (): boolean => existsSync(`${DAEMONS}/bgpd`) && existsSync(`${DAEMONS}/zebra`);

/** Routers as namespaces in which zebra and bgpd run. */
export interface FrrLab {
  /** By router id: `prefix link` of every route that bgpd gave the kernel, sorted. */
  learned(): Record<string, string[]>;
  stop(): void;
}

/**
 * Starts zebra, staticd and bgpd for each router of the plan. Only what R5 is about is built: hosts' segments, direct
 * `bgp` links with a transfer network, blackhole routes; each router its own AS.
 */
export function startFrr(plan: Plan): FrrLab {
  const name = `hw-frr-${process.pid}-${plan.name.toLowerCase()}`;
  const folder = mkdtempSync(join(tmpdir(), 'hopwright-frr-'));
  chmodSync(folder, 0o755);
  const ns = (router: string): string => `${name}-${router}`;
  const routers = plan.routers ?? [];
  const links = plan.links ?? [];
  const stop = (): void => {
    for (const { id } of routers) {
      for (const daemon of ['bgpd', 'staticd', 'zebra']) stopDaemon(`/var/run/frr/${ns(id)}/${daemon}.pid`);
      rmSync(`/var/run/frr/${ns(id)}`, { recursive: true, force: true });
      spawnSync('ip', ['netns', 'delete', ns(id)]);
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const { id } of routers) {
      ip('netns', 'add', ns(id));
      ip('-n', ns(id), 'link', 'set', 'lo', 'up');
    }
    for (const [n, link] of links.entries()) addLink(link, n, ns);
    for (const [n, host] of (plan.hosts ?? []).entries()) {
      if (host.router === undefined) continue;
      const { prefix } = mustInterfaceAddress(host.addresses[0] ?? '');
      addSegment(
        ns(host.router),
        `seg${n}`,
        `${formatAddress({ family: prefix.family, value: usableRange(prefix).first })}/${prefix.length}`,
      );
    }
    for (const [n, { id, asn }] of routers.entries()) {
      const config = join(folder, `${id}.conf`);
      writeFileSync(config, configOf(plan, id, asn ?? 64512 + n, n));
      mkdirSync(`/var/run/frr/${ns(id)}`, { recursive: true });
      execFileSync('chown', ['frr:frr', `/var/run/frr/${ns(id)}`]);
      for (const daemon of ['zebra', 'staticd', 'bgpd'])
        execFileSync(
          'ip',
          [
            'netns',
            'exec',
            ns(id),
            `${DAEMONS}/${daemon}`,
            '-d',
            '-N',
            ns(id),
            '-f',
            config,
            '-A',
            '127.0.0.1',
          ],
          { stdio: 'ignore' },
        );
    }
  } catch (problem) {
    stop();
    throw problem;
  }
  return {
    learned: () => Object.fromEntries(routers.map(({ id }) => [id, learnedBy(ns(id), links)])),
    stop,
  };
}

const ip = (...args: string[]): string => execFileSync('ip', args, { encoding: 'utf8' });

function ends(link: Link): [string, string] {
  const prefix = mustPrefix(link.cidrs?.[0] ?? '');
  const { first } = usableRange(prefix);
  const at = (value: bigint): string => formatAddress({ family: prefix.family, value });
  return [at(first), at(first + 1n)];
}

function addLink(link: Link, n: number, ns: (router: string) => string): void {
  const [a, b] = link.ends;
  ip('-n', ns(a), 'link', 'add', `link${n}`, 'type', 'veth', 'peer', 'name', `link${n}`, 'netns', ns(b));
  for (const [i, router] of [a, b].entries()) {
    ip(
      '-n',
      ns(router),
      'addr',
      'add',
      `${ends(link)[i]}/${mustPrefix(link.cidrs?.[0] ?? '').length}`,
      'dev',
      `link${n}`,
    );
    ip('-n', ns(router), 'link', 'set', `link${n}`, 'up');
  }
}

function addSegment(ns: string, name: string, address: string): void {
  ip('-n', ns, 'link', 'add', name, 'type', 'veth', 'peer', 'name', `${name}x`);
  ip('-n', ns, 'addr', 'add', address, 'dev', name);
  for (const end of [name, `${name}x`]) ip('-n', ns, 'link', 'set', end, 'up');
}

function configOf(plan: Plan, id: string, asn: number, n: number): string {
  const neighbours = (plan.links ?? [])
    .filter((l) => l.ends.includes(id))
    .map((l) => ends(l)[l.ends[0] === id ? 1 : 0]);
  const statics = plan.routers?.find((r) => r.id === id)?.routes ?? [];
  return `hostname ${id}
${statics.map(({ to }) => `ip route ${to} blackhole\n`).join('')}router bgp ${asn}
 bgp router-id 10.0.0.${n + 1}
 no bgp ebgp-requires-policy
 bgp bestpath compare-routerid
 timers bgp 1 3
${neighbours.map((a) => ` neighbor ${a} remote-as external\n neighbor ${a} timers connect 1\n neighbor ${a} advertisement-interval 0\n`).join('')} address-family ipv4 unicast
  redistribute connected
  redistribute static
  maximum-paths 1
 exit-address-family
`;
}

/** What zebra put into the kernel's table for bgpd. */
function learnedBy(ns: string, links: readonly Link[]): string[] {
  const routes: { dst: string; dev?: string }[] = JSON.parse(
    ip('-n', ns, '-j', 'route', 'show', 'proto', 'bgp') || '[]',
  );
  return routes.map(({ dst, dev }) => `${dst} ${links[Number(dev?.slice('link'.length))]?.id}`).sort();
}

/** Ends the daemon that wrote this file, and no other. */
function stopDaemon(file: string): void {
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8'));
  if (pid > 1) {
    try {
      process.kill(pid);
    } catch {
      return; // it ended by itself
    }
  }
}
