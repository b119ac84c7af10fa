/**
 * The parts of an address, of a range or of a list of them that stay together where a line ends.
 * breakable('2001:db8::1/64 +2')  //=> ['2001:', 'db8::', '1/64 ', '+2']
 */
export const breakable = (text: string): readonly string[] => text.split(/(?<=[: ])(?![: /])/u);
