import fc from 'fast-check';

/*
 * JSON shaped like a plan whose texts, numbers and lists are anything: what columns must carry does not depend on what is
 * a good network, or a valid one.
 */

const anyText = (): fc.Arbitrary<string> =>
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom('a', 'b', 'c1', 'c2', 'c9', 'c10', 'London', 'london', 'Köln', 'koln'),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', '\n', '"', '\\', '\ud800', '\u2028', '\u0000', '007', '<img>', 'A–B'),
    },
  );

const anyAddress = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.ipV4(),
    fc.ipV6(),
    fc.tuple(fc.nat(3), fc.nat(32)).map(([n, length]) => `10.${n}.0.0/${length}`),
    fc.tuple(fc.nat(9), fc.nat(128)).map(([n, length]) => `fd00:${n}::/${length}`),
    fc.constantFrom(
      '0.0.0.0/0',
      '::/0',
      '255.255.255.255/32',
      '10.0.0.7/24',
      '::1',
      '1.2.3.4/33',
      '010.0.0.0/8',
    ),
    anyText(),
  );

const anyEndpoint = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(
      'pod:a/app-0',
      'pod:a/app-1',
      'host:b',
      'ip:10.0.0.1',
      'key:a/b/c/d',
      'pod:',
      'pod:/',
      'x:y',
      ':/',
    ),
    anyText(),
  );

const anyNumber = (): fc.Arbitrary<number> =>
  fc.oneof(
    fc.nat(20),
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  );

const anyJson = (): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.jsonValue({ maxDepth: 2 }).filter((value) => !JSON.stringify(value).includes('__proto__')),
    fc.constantFrom('', null, false, [[]], { a: { b: {} } }),
  );

/** Some of these properties and perhaps others, in any order. */
const anyObject = (properties: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<object> =>
  fc
    .tuple(
      fc.record(properties, { requiredKeys: [], noNullPrototype: true }),
      fc.dictionary(
        fc.oneof(
          fc.constantFrom('x-a', 'x-b', 'later'),
          fc.string({ maxLength: 5 }).map((key) => `x-${key}`),
        ),
        anyJson(),
        { maxKeys: 2, noNullPrototype: true },
      ),
      fc.nat(),
    )
    .map(([known, others, turn]) => {
      const entries = Object.entries({ ...known, ...others });
      // Most objects of a plan have the usual order.
      const from = turn % 3 === 0 ? turn % Math.max(1, entries.length) : 0;
      return Object.fromEntries([...entries.slice(from), ...entries.slice(0, from)]);
    });

const few = <T>(items: fc.Arbitrary<T>) => fc.array(items, { maxLength: 3 });

export function anySheet(): fc.Arbitrary<object> {
  const text = anyText();
  const addresses = few(anyAddress());
  const flag = fc.boolean();
  const word = fc.oneof(
    fc.constantFrom('off', 'any', 'vpn', 'static', 'ipsec', 'vxlan', 'tcp', 'delivered'),
    text,
  );
  const place = fc.tuple(anyNumber(), anyNumber());
  return anyObject({
    $schema: text,
    hopwright: anyNumber(),
    name: text,
    profile: word,
    notes: text,
    clusters: few(
      anyObject({
        id: text,
        name: text,
        platform: fc.constantFrom('kubeadm', 'eks', 'later'),
        router: text,
        nodes: anyObject({
          cidrs: addresses,
          count: anyNumber(),
          list: few(anyObject({ name: text, addresses, podCidrs: addresses })),
        }),
        pods: anyObject({ cidrs: addresses, nodeMask: few(anyNumber()) }),
        services: anyObject({ cidrs: addresses, advertise: flag }),
        network: anyObject({
          mode: fc.constantFrom('routed', 'bgp', 'overlay', 'native', 'later'),
          advertiseToRouter: flag,
          encapsulation: word,
          gateway: anyObject({ node: anyNumber(), snat: flag }),
        }),
        serviceProxy: word,
        masquerade: fc.oneof(fc.constantFrom('none', 'outside-pods'), anyObject({ except: addresses })),
        reversePathFilter: word,
        mtu: anyNumber(),
        workloads: few(
          anyObject({
            name: text,
            kind: word,
            replicas: anyNumber(),
            port: anyNumber(),
            namespace: text,
            sharded: flag,
            pods: few(anyObject({ ordinal: anyNumber(), node: anyNumber(), addresses })),
          }),
        ),
        expose: few(anyObject({ name: text, workload: text, port: anyNumber(), clusterIPs: addresses })),
      }),
    ),
    routers: few(
      anyObject({
        id: text,
        name: text,
        asn: anyNumber(),
        routes: few(anyObject({ to: anyAddress(), via: text })),
        stateful: flag,
        reversePathFilter: word,
        internet: flag,
      }),
    ),
    links: few(
      anyObject({
        id: text,
        name: text,
        kind: word,
        ends: fc.tuple(text, text),
        routing: word,
        prefixes: fc.tuple(addresses, addresses),
        cidrs: addresses,
        encapsulation: word,
        mtu: anyNumber(),
      }),
    ),
    hosts: few(anyObject({ id: text, name: text, router: text, addresses, port: anyNumber() })),
    flows: few(
      anyObject({
        id: text,
        name: text,
        from: anyEndpoint(),
        to: anyEndpoint(),
        port: anyNumber(),
        protocol: word,
        bytes: anyNumber(),
        family: fc.constantFrom(4, 6, 5),
        expect: word,
      }),
    ),
    accept: few(anyObject({ rule: text, entities: few(text), reason: text })),
    view: anyObject({
      positions: fc.dictionary(
        text.filter((key) => key !== '__proto__'),
        place,
        { maxKeys: 3, noNullPrototype: true },
      ),
      frames: few(anyObject({ id: text, name: text, members: few(text) })),
      notes: few(anyObject({ id: text, text, position: place })),
      locked: few(text),
    }),
  });
}
