import { xml } from './xml.ts';

export interface TestCase {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped' | 'error';
  /** One sentence for a case that did not pass. */
  readonly message?: string;
  /** Longer text below it. */
  readonly details?: string;
}

export interface TestSuite {
  readonly name: string;
  readonly cases: readonly TestCase[];
}

/** The JUnit XML that CI servers read: one suite a plan. No times and no host names, so that two runs are equal. */
export function junit(suites: readonly TestSuite[]): string {
  const all = suites.flatMap((suite) => suite.cases);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="hopwright" ${totals(all)}>`,
    ...suites.flatMap((suite) => [
      `  <testsuite name="${xml(suite.name)}" ${totals(suite.cases)} skipped="${number(suite.cases, 'skipped')}">`,
      ...suite.cases.map((testCase) => caseLine(suite.name, testCase)),
      '  </testsuite>',
    ]),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function caseLine(suite: string, testCase: TestCase): string {
  const head = `    <testcase classname="${xml(suite)}" name="${xml(testCase.name)}"`;
  const message = xml(testCase.message ?? '');
  switch (testCase.outcome) {
    case 'passed':
      return `${head}/>`;
    case 'skipped':
      return `${head}><skipped>${message}</skipped></testcase>`;
    case 'failed':
      return `${head}><failure type="failure" message="${message}">${xml(testCase.details ?? '')}</failure></testcase>`;
    case 'error':
      return `${head}><error type="error" message="${message}">${xml(testCase.details ?? '')}</error></testcase>`;
  }
}

function totals(cases: readonly TestCase[]): string {
  return `tests="${cases.length}" failures="${number(cases, 'failed')}" errors="${number(cases, 'error')}"`;
}

function number(cases: readonly TestCase[], outcome: TestCase['outcome']): number {
  return cases.filter((testCase) => testCase.outcome === outcome).length;
}
