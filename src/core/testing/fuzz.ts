import fc from 'fast-check';

/*
 * Inputs that nobody meant. `npm test` tries a few of each kind; `npm run fuzz` hundreds of thousands, and looks at what each
 * costs: HOPWRIGHT_FUZZ_RUNS says how many of each kind, HOPWRIGHT_FUZZ_SEED where to begin, HOPWRIGHT_FUZZ_LIMITS=1 that
 * time and memory are held to their limits.
 */

/** What Node has, whatever world the room of a test is made for: tests run in Node. */
interface Process {
  readonly env: Readonly<Record<string, string | undefined>>;
  cpuUsage(since?: { user: number; system: number }): { user: number; system: number };
  memoryUsage(): { readonly heapUsed: number; readonly arrayBuffers: number };
  getBuiltinModule(name: 'v8'): { setFlagsFromString(flags: string): void };
  getBuiltinModule(name: 'vm'): { runInNewContext(code: string): () => void };
}
const { process, console } = globalThis as unknown as {
  readonly process: Process;
  readonly console: { log(line: string): void };
};
const { env } = process;

const RUNS = Number(env.HOPWRIGHT_FUZZ_RUNS ?? 300);
const SEED = env.HOPWRIGHT_FUZZ_SEED === undefined ? undefined : Number(env.HOPWRIGHT_FUZZ_SEED);
const LIMITED = env.HOPWRIGHT_FUZZ_LIMITS === '1';

/** No input may take longer: milliseconds of processor time, which a busy machine does not stretch as it does the clock's. */
const MOST_MILLISECONDS = 1_000;
/** Nor leave more behind. Node itself is started with this limit, too, so that what is only held for a moment counts. */
const MOST_BYTES = 512 * 1024 * 1024;

/**
 * Gives a check many inputs of a kind; the check throws for a wrong answer. A failure prints its seed and the smallest input
 * that fails. `share`: how many of the runs this kind gets, where each is dear.
 */
export async function fuzz<T>(
  kind: string,
  inputs: fc.Arbitrary<T>,
  check: (input: T) => unknown,
  share = 1,
): Promise<void> {
  const numRuns = Math.max(20, Math.ceil(RUNS * share));
  let tried = 0;
  let slowest = 0;
  await fc.assert(
    fc.asyncProperty(inputs, async (input) => {
      tried++;
      const start = process.cpuUsage();
      await check(input);
      const { user, system } = process.cpuUsage(start);
      const took = (user + system) / 1_000;
      slowest = Math.max(slowest, took);
      expectCleanPrototypes();
      if (LIMITED) expectCheap(took);
    }),
    { numRuns, ...(SEED === undefined ? {} : { seed: SEED }), endOnFailure: LIMITED },
  );
  if (LIMITED) console.log(`${kind}: ${tried} inputs, the dearest ${slowest.toFixed(0)} ms`);
}

/** What one piece of work costs, where costs are looked at. */
export async function cheaply<T>(work: () => Promise<T>, milliseconds = MOST_MILLISECONDS): Promise<T> {
  const start = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(start);
  if (LIMITED) expectCheap((user + system) / 1_000, milliseconds);
  return result;
}

function expectCheap(took: number, milliseconds = MOST_MILLISECONDS): void {
  if (took > milliseconds) throw new Error(`it took ${took.toFixed(0)} ms of the processor`);
  if (held() <= MOST_BYTES) return;
  collectGarbage();
  if (held() > MOST_BYTES) throw new Error(`${(held() / 1024 / 1024).toFixed(0)} MiB are held after it`);
}

function held(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function collectGarbage(): void {
  process.getBuiltinModule('v8').setFlagsFromString('--expose-gc');
  process.getBuiltinModule('vm').runInNewContext('gc')();
}

function expectCleanPrototypes(): void {
  for (const prototype of [Object.prototype, Array.prototype, String.prototype, Map.prototype])
    if (Object.keys(prototype).length > 0) throw new Error(`a prototype has ${Object.keys(prototype)}`);
}

/** Texts that have broken programs: markup, other directions, controls, halves of characters, the ends of limits. */
export const HOSTILE_TEXTS: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  "'-alert(1)-'",
  ']]>',
  '--><svg onload=alert(1)>',
  '</metadata><script>alert(1)</script>',
  '[x](javascript:alert(1))',
  '`</code>`',
  '=HYPERLINK("https://x.example")',
  '\u202eesrever\u202c',
  'שלום עולם',
  'a\u0000b',
  '\u001b[2J\u0007',
  '\u2028\u2029\ufeff',
  '\ufffe\uffff',
  '\ud800',
  '\udc00lone',
  '😀'.repeat(253),
  'a'.repeat(253),
  'a'.repeat(254),
  '%00%0a%E0%A4%A',
  '__proto__',
  'constructor',
  '$(reboot)`reboot`;\n',
  'a\nIP\nLAB\nEND\nPYTHON\nreboot\n',
  '',
];

/** A hostile text, or any. */
export const anyHostileText = (): fc.Arbitrary<string> =>
  fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary', maxLength: 40 }));

/** A text with some of its characters changed, taken out, doubled or put in. */
export const spoilt = (
  text: string,
  alphabet = 'AZaz09-_;,:=%&#/.{}[]"\\<>\u0000\ud800\n ',
): fc.Arbitrary<string> =>
  fc
    .array(
      fc.record({
        at: fc.nat(),
        out: fc.nat(3),
        put: fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((changes) =>
      changes.reduce((now, { at, out, put }) => {
        const from = at % (now.length + 1);
        return now.slice(0, from) + put + now.slice(from + out);
      }, text),
    );

/** Bytes with some changed, cut off or repeated. */
export const spoiltBytes = (bytes: Uint8Array): fc.Arbitrary<Uint8Array<ArrayBuffer>> =>
  fc
    .tuple(
      fc.array(fc.tuple(fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 0x3c, 0x7f, 0x80, 0xff))), {
        maxLength: 5,
      }),
      fc.option(fc.nat()),
      fc.option(fc.nat()),
    )
    .map(([changes, cut, from]) => {
      const made = Uint8Array.from(bytes);
      for (const [at, byte] of changes) made[at % made.length] = byte;
      const whole = cut === null ? made : made.slice(0, cut % (made.length + 1));
      if (from === null) return whole;
      const tail = whole.subarray(from % (whole.length + 1));
      const longer = new Uint8Array(whole.length + tail.length);
      longer.set(whole);
      longer.set(tail, whole.length);
      return longer;
    });
