/**
 * The text of a place in the document.
 *
 * problemPath(['clusters', 0, 'pods', 'cidrs', 0])  //=> 'clusters[0].pods.cidrs[0]'
 * problemPath(['view', 'positions', 'a b'])         //=> 'view.positions["a b"]'
 */
export function problemPath(path: readonly PropertyKey[]): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else {
      const key = String(step);
      if (!/^[A-Za-z_$][\w$-]*$/.test(key))
        text += `[${JSON.stringify(Array.from(key.slice(0, 506)).slice(0, 253).join(''))}]`;
      else text += text === '' ? key : `.${key}`;
    }
  }
  return text;
}
