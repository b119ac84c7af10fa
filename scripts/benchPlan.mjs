/**
 * A company as the core is measured by: hub and spoke, a router, three nodes, pods and a service each, clients at the hub. Links
 * list prefixes, or exchange them by BGP.
 */
export function fleet(clusters, hosts, routing = 'static') {
  const ids = Array.from({ length: clusters }, (_, i) => i);
  const pods = (i) => `10.${(i >> 6) & 255}.${(i & 63) * 4}.0/22`;
  const nodes = (i) => `172.${16 + (i >> 12)}.${(i >> 4) & 255}.${(i & 15) * 16}/28`;
  const services = (i) => `192.168.${(i >> 4) & 255}.${(i & 15) * 16}/28`;
  const clients = '100.64.0.0/10';
  return {
    hopwright: 1,
    name: `${clusters} clusters`,
    clusters: ids.map((i) => ({
      id: `c${i}`,
      router: `r${i}`,
      nodes: { cidrs: [nodes(i)], count: 3 },
      pods: { cidrs: [pods(i)] },
      services: { cidrs: [services(i)] },
      workloads: [{ name: 'app', replicas: 3, port: 8080 }],
      expose: [{ name: 'app', workload: 'app', port: 80 }],
    })),
    routers: [{ id: 'hub' }, ...ids.map((i) => ({ id: `r${i}` }))],
    links: ids.map((i) => ({
      id: `l${i}`,
      ends: ['hub', `r${i}`],
      routing,
      ...(routing === 'static'
        ? {
            prefixes: [
              [pods(i), nodes(i)],
              ['10.0.0.0/8', '172.16.0.0/12', clients],
            ],
          }
        : {}),
    })),
    hosts: Array.from({ length: hosts }, (_, i) => ({
      id: `h${i}`,
      router: 'hub',
      addresses: [`100.64.${1 + (i >> 7)}.${10 + (i & 127)}/24`],
      port: 443,
    })),
  };
}

/** Texts of prefixes, one in five IPv6, the same in every run. */
export function someCidrs(count) {
  let state = 12_345;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    // The low bits of such a generator repeat themselves.
    return state >>> 8;
  };
  return Array.from({ length: count }, () => {
    if (next() % 5 === 0) {
      const length = 32 + (next() % 17);
      const third = (next() & 0xffff & (0xffff << (48 - length))).toString(16);
      return `fd${(next() % 256).toString(16).padStart(2, '0')}:${(next() & 0xffff).toString(16)}:${third}::/${length}`;
    }
    const length = 12 + (next() % 17);
    const value = (((next() << 8) ^ next()) & (0xffffffff << (32 - length))) >>> 0;
    return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}/${length}`;
  });
}
