/** Names of sites; a hundred and first site is called as the first, with a number. */
const CITIES =
  'London Paris Roma Berlin Madrid Wien Praha Lisboa Dublin Oslo Stockholm Helsinki København Warszawa Budapest Athína Zürich Genève Milano Torino Napoli Lyon Marseille Toulouse Bordeaux Hamburg München Köln Frankfurt Stuttgart Leipzig Dresden Amsterdam Rotterdam Antwerpen Bruxelles Luxembourg Porto Sevilla Valencia Bilbao Zaragoza Kraków Gdańsk Wrocław Brno Bratislava Ljubljana Zagreb Beograd Sofia București Vilnius Riga Tallinn Reykjavík Edinburgh Glasgow Cardiff Belfast Manchester Leeds Bristol York Cork Galway Bergen Trondheim Malmö Göteborg Uppsala Turku Tampere Aarhus Odense Bremen Hannover Nürnberg Essen Dortmund Nice Nantes Lille Rennes Bari Genova Verona Palermo Catania Málaga Granada Murcia Vigo Faro Braga Split Rijeka Plovdiv Varna Iași Cluj'.split(
    ' ',
  );

/**
 * A company's plan of so many clusters: a hub, and at each site a cluster, a router, a VPN link with its static routes, a
 * client here and there, and a flow that must arrive. Everything has a name and a place, ranges are those that a person
 * would deal, and the order of properties is that of the editor. `untidy`: ranges and places follow no order at all.
 */
export function companyPlan(size, { untidy = false } = {}) {
  const dealt = untidy ? scattered : (index) => index;
  const sites = Array.from({ length: size }, (_, index) => siteOf(index, dealt(index)));
  const ranges = ({ nodes, pods }) => [nodes, pods];
  const positions = { hub: [0, 0] };
  for (const [index, { id }] of sites.entries()) {
    const column = untidy ? dealt(index) / 40 : index % 8;
    const row = untidy ? (dealt(index + 777) % 97) / 10 : Math.floor(index / 8);
    positions[id] = [onGrid(column * 340), onGrid(620 + row * 520)];
    positions[`${id}-edge`] = [onGrid(column * 340 + 40), onGrid(460 + row * 520)];
  }
  const clients = sites.filter((_, index) => index % 5 === 0);
  return {
    hopwright: 1,
    name: `Hub and ${size} sites`,
    profile: 'vpn',
    clusters: sites.map(({ id, name, nodes, pods, services }, index) => ({
      id,
      name,
      platform: index % 4 === 3 ? 'eks' : 'kubeadm',
      router: `${id}-edge`,
      nodes: { cidrs: [nodes], count: 3 + ((index * 7) % 5) },
      pods: { cidrs: [pods] },
      services: { cidrs: [services] },
      network: index % 6 === 5 ? { mode: 'overlay', encapsulation: 'vxlan' } : { mode: 'routed' },
      workloads: [{ name: 'app', kind: 'StatefulSet', replicas: 3, port: 8080 }],
      expose: [{ name: 'app', workload: 'app', port: 8080 }],
    })),
    routers: [
      { id: 'hub', name: 'Hub' },
      ...sites.map(({ id, name }) => ({ id: `${id}-edge`, name: `${name} edge` })),
    ],
    links: sites.map((site, index) => ({
      id: `vpn-${index + 1}`,
      name: `Hub–${site.name} edge`,
      kind: 'vpn',
      ends: ['hub', `${site.id}-edge`],
      routing: 'static',
      prefixes: [ranges(site), sites.filter((_, other) => other === (index + 1) % size).flatMap(ranges)],
      encapsulation: index % 3 === 2 ? 'wireguard' : 'ipsec',
    })),
    hosts: clients.map(({ id, name }, index) => ({
      id: `${id}-client`,
      name: `${name} client`,
      router: `${id}-edge`,
      addresses: [`192.168.${index}.${10 + ((index * 13) % 200)}/24`],
      port: 443,
    })),
    flows: clients.map(({ id, name }, index) => ({
      id: `flow-${index + 1}`,
      name: `${name} calls its neighbour`,
      from: `host:${id}-client`,
      to: `pod:${sites[(index * 5 + 1) % size]?.id ?? id}/app-${index % 3}`,
      expect: 'delivered',
    })),
    view: { positions },
  };
}

const onGrid = (value) => Math.round(value / 10) * 10;

/** The numbers below 4,096 in an order that nobody foresees, and always the same. */
const shuffled = Array.from({ length: 4_096 }, (_, index) => index);
for (let index = shuffled.length - 1, dice = 1; index > 0; index--) {
  dice = (Math.imul(dice, 48_271) >>> 0) % 2_147_483_647;
  const other = dice % (index + 1);
  [shuffled[index], shuffled[other]] = [shuffled[other], shuffled[index]];
}
const scattered = (index) => shuffled[index] ?? index;

function siteOf(index, dealt) {
  const turn = Math.floor(index / CITIES.length);
  const name = `${CITIES[index % CITIES.length]}${turn === 0 ? '' : ` ${turn + 1}`}`;
  const id = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ø', '-')
    .replaceAll('ł', '-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return {
    id,
    name,
    nodes: `172.${16 + (dealt >> 8)}.${dealt & 255}.0/24`,
    pods: `10.${dealt & 255}.${(dealt >> 8) * 16}.0/20`,
    services: `100.${64 + (dealt >> 6)}.${(dealt & 63) * 4}.0/22`,
  };
}
