const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** "just now", "5 minutes ago", "today at 14:05", else the date; a time that is still to come is told as it is. */
export function when(savedAt: number, now: number, locale?: string): string {
  const age = now - savedAt;
  const date = new Date(savedAt);
  if (age >= 0 && age < MINUTE) return 'just now';
  if (age >= 0 && age < HOUR) {
    const minutes = Math.floor(age / MINUTE);
    return minutes === 1 ? 'a minute ago' : `${minutes} minutes ago`;
  }
  const time = date.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
  if (date.toDateString() === new Date(now).toDateString()) return `today at ${time}`;
  return `${date.toLocaleDateString(locale, { dateStyle: 'medium' })}, ${time}`;
}
