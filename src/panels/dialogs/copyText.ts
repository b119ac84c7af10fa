/**
 * Copies a text. On plain-http pages there is no clipboard to write to: then the field that shows the text is
 * selected and the browser's old command is tried. False: neither worked, the text stands selected.
 */
export async function copyText(text: string, field: HTMLTextAreaElement | null): Promise<boolean> {
  if (window.isSecureContext && navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // The browser may forbid it for this page; the field remains.
    }
  }
  if (!field) return false;
  field.focus();
  field.select();
  // There is no other way in an insecure context.
  return document.execCommand('copy');
}
