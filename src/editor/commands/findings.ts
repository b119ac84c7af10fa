import { APPLIES, type Command, no } from './command.ts';

/** Selects the next finding in the order of the list, or the one before; round at the ends. */
export const nextFinding =
  (by: 1 | -1): Command =>
  ({ analysis, finding }, dispatch) => {
    const findings = analysis.judgement?.findings.filter(({ accepted }) => accepted === undefined) ?? [];
    if (findings.length === 0) return no('There are no findings');
    const at = findings.findIndex(({ id }) => id === finding);
    const from = at < 0 && by < 0 ? 0 : at;
    const next = findings[(from + by + findings.length) % findings.length];
    dispatch?.selectFinding(next?.id);
    return APPLIES;
  };
