/**
 * Copies a text. On plain-http pages there is no clipboard to write to: then the field that shows the text is
 * selected and the browser's old command is tried; `null`: a field is made for that. False: neither worked, the text
 * stands selected.
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
  if (!field) return copyByField(text);
  field.focus();
  field.select();
  // There is no other way in an insecure context.
  return document.execCommand('copy');
}

function copyByField(text: string): boolean {
  const field = document.createElement('textarea');
  const before = document.activeElement;
  field.value = text;
  field.setAttribute('aria-hidden', 'true');
  // In view, or the page would scroll to it.
  field.style.position = 'fixed';
  field.style.opacity = '0';
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}
