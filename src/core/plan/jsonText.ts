import type { PlanProblem } from './edits.ts';
import { LIMITS } from './limits.ts';
import { problemPath } from './problemPath.ts';

/** The list or object that the scanner is in; `next` is what may stand at this place. */
interface Frame {
  readonly keys: Set<string> | undefined;
  step: string | number;
}

/**
 * Reads JSON text. On a syntax error the problem has line and column, in our own words: engines differ in theirs,
 * and some give no place. A property that stands twice in one object is a problem too, for `JSON.parse` would
 * silently keep the last. What has more levels, values or properties than any plan is refused before anything is made of it.
 */
export function readJson(text: string): { value: unknown } | { problems: PlanProblem[] } {
  const scanned = scanJson(text);
  if (scanned.length > 0) return { problems: scanned };
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { problems: [{ path: '', message: `the text is not JSON: ${String(error)}` }] };
  }
}

/** The first syntax error, the first thing that is too much, or every repeated property. A loop with a stack of its own, so depth cannot exhaust the engine's. */
function scanJson(text: string): PlanProblem[] {
  const repeated: PlanProblem[] = [];
  const frames: Frame[] = [];
  let at = 0;
  let values = 0;
  const tooMuch = (what: string): PlanProblem[] => [
    { path: problemPath(frames.map(({ step }) => step)), message: what },
  ];
  const fail = (place: number, what: string): PlanProblem[] => [
    { path: '', message: `${lineAndColumn(text, place)}: ${what}` },
  ];
  const skipBlanks = (): void => {
    for (
      let code = text.charCodeAt(at);
      code === 32 || (code >= 9 && code <= 13 && code !== 11 && code !== 12);
    )
      code = text.charCodeAt(++at);
  };

  for (;;) {
    // A value stands here.
    skipBlanks();
    if (++values > LIMITS.values) return tooMuch(`the document holds more than ${LIMITS.values} values`);
    const opener = text.charAt(at);
    if (opener === '{' || opener === '[') {
      if (frames.length >= LIMITS.depth) return tooMuch(`nested deeper than ${LIMITS.depth} levels`);
      at++;
      skipBlanks();
      const frame: Frame = { keys: opener === '{' ? new Set() : undefined, step: 0 };
      frames.push(frame);
      if (text.charAt(at) !== (opener === '{' ? '}' : ']')) {
        if (!frame.keys) continue;
        const wrong = readKey(frame);
        if (wrong) return wrong;
        continue;
      }
      at++;
      frames.pop();
    } else {
      const end = opener === '"' ? stringEnd(text, at) : scalarEnd(text, at);
      if (typeof end === 'string') return fail(at, end);
      if (end < 0)
        return fail(
          -end,
          'a text ends here that has no closing quote, or holds a raw control character or a wrong escape',
        );
      at = end;
    }
    // A value has ended: close what ends with it, and go on to the next.
    for (;;) {
      skipBlanks();
      const frame = frames.at(-1);
      const here = text.charAt(at);
      if (!frame) {
        if (at < text.length)
          return fail(at, `the document has ended, but ${shown(here)} follows; remove what stands after it`);
        return repeated;
      }
      const closer = frame.keys ? '}' : ']';
      if (here === closer) {
        at++;
        frames.pop();
        continue;
      }
      if (here !== ',') return fail(at, `${shown(here)} stands where , or ${closer} is expected`);
      at++;
      skipBlanks();
      if (text.charAt(at) === closer) return fail(at, `remove the comma before ${closer}`);
      if (frame.keys) {
        const wrong = readKey(frame);
        if (wrong) return wrong;
      } else frame.step = Number(frame.step) + 1;
      break;
    }
  }

  function readKey(frame: Frame): PlanProblem[] | undefined {
    if (text.charAt(at) !== '"')
      return fail(at, `${shown(text.charAt(at))} stands where a property name in double quotes is expected`);
    const end = stringEnd(text, at);
    if (end < 0) return fail(-end, 'a property name has no closing quote, or holds a wrong escape');
    frame.step = unescaped(text.slice(at + 1, end - 1));
    if (frame.keys?.has(frame.step) && repeated.length < 100) {
      repeated.push({
        path: problemPath(frames.map((f) => f.step)),
        message: 'this property stands twice in one object; keep one',
      });
    }
    frame.keys?.add(frame.step);
    if (frame.keys && frame.keys.size > LIMITS.properties) {
      frames.pop();
      return tooMuch(`has more than ${LIMITS.properties} properties`);
    }
    at = end;
    skipBlanks();
    if (text.charAt(at) !== ':')
      return fail(at, `${shown(text.charAt(at))} stands where : is expected after a property name`);
    at++;
    return undefined;
  }
}

/** Where a text ends, behind its closing quote; negative: where it went wrong. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return -at;
    if (code !== 0x5c) continue;
    at++;
    const escaped = text.charAt(at);
    if (escaped === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 1, at + 5))) at += 4;
    else if (escaped === '' || !'"\\/bfnrt'.includes(escaped)) return -at;
  }
  return -text.length;
}

const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;

const unescaped = (inner: string): string =>
  inner.includes('\\') ? String(JSON.parse(`"${inner}"`)) : inner;

/** Where a number or word ends, or what is wrong with it. */
function scalarEnd(text: string, start: number): number | string {
  SCALAR.lastIndex = start;
  if (SCALAR.test(text)) return SCALAR.lastIndex;
  const word = /^[\w.+-]*/.exec(text.slice(start, start + 40))?.[0] ?? '';
  if (word === '') return `${shown(text.charAt(start))} stands where a value is expected${hint(text, start)}`;
  return `${word} is no JSON value; texts need double quotes`;
}

function hint(text: string, at: number): string {
  const here = text.charAt(at);
  if (here === '/') return '; JSON has no comments: use notes, or an x-… property';
  if (here === "'") return '; texts need double quotes';
  if (here === '<') return '; this looks like a web page';
  return '';
}

const shown = (character: string): string =>
  character === '' ? 'the end of the text' : JSON.stringify(character);

function lineAndColumn(text: string, at: number): string {
  const before = text.slice(0, at);
  const lastBreak = before.lastIndexOf('\n');
  let line = 1;
  for (let i = before.indexOf('\n'); i >= 0; i = before.indexOf('\n', i + 1)) line++;
  return `line ${line}, column ${at - lastBreak}`;
}
