/**
 * Does something when a dialog or menu that has just closed has given the focus back: it does that a moment after it says
 * that it is closed, and would take the focus from what is done.
 */
export const afterClosing = (work: () => void): void => {
  requestAnimationFrame(() => setTimeout(work));
};
