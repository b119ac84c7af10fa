import type { Around } from './conversation.ts';

/**
 * The page around this one, as far as the address allows it: nothing is said to, and nothing heard from, any page whose
 * origin was not named there. A page that is in none, or in one that was not named, is alone.
 */
export function pageAround(origins: readonly string[]): Around {
  const known = parentOrigin();
  const allowed = known === undefined ? origins : origins.filter((origin) => origin === known);
  const inside = window.parent !== window;
  return {
    say(message) {
      if (inside) for (const origin of allowed) window.parent.postMessage(message, origin);
    },
    hear(heard) {
      const listen = (event: MessageEvent): void => {
        if (inside && event.source === window.parent && allowed.includes(event.origin)) heard(event.data);
      };
      window.addEventListener('message', listen);
      return () => window.removeEventListener('message', listen);
    },
  };
}

/** Where the page around comes from; undefined where the browser does not tell. */
function parentOrigin(): string | undefined {
  const [nearest] = location.ancestorOrigins ?? [];
  if (nearest !== undefined) return nearest;
  return URL.canParse(document.referrer) ? new URL(document.referrer).origin : undefined;
}
