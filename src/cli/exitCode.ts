/**
 * What a command says to the shell. 0 and 1 are answers (clean or not, delivered or not); 2 means that the
 * question could not be asked: an unreadable plan or a bad argument; 3 is a bug in Hopwright.
 */
export const EXIT = { yes: 0, no: 1, unreadable: 2, internal: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The exit code of several plans together: unreadable outweighs no, no outweighs yes. */
export function worst(codes: readonly ExitCode[]): ExitCode {
  return ([EXIT.unreadable, EXIT.no] as const).find((code) => codes.includes(code)) ?? EXIT.yes;
}
