/** Says things to the other tabs of the browser; a tab does not hear itself. */
export interface Channel<Message> {
  send(message: Message): void;
  on(hear: (message: Message) => void): void;
}

/** A BroadcastChannel; where there is none, a tab is alone. */
export function broadcast<Message>(name: string): Channel<Message> {
  if (typeof BroadcastChannel === 'undefined') return { send: () => undefined, on: () => undefined };
  const channel = new BroadcastChannel(name);
  return {
    send: (message) => channel.postMessage(message),
    on: (hear) => channel.addEventListener('message', ({ data }: MessageEvent<Message>) => hear(data)),
  };
}

/** What tabs tell each other about documents. */
export type TabMessage =
  /** A new version is in the store. */
  | { readonly kind: 'saved'; readonly id: string }
  /** Who writes this document, please store what you have and let go. */
  | { readonly kind: 'yield'; readonly id: string }
  | { readonly kind: 'yielded'; readonly id: string };
