/**
 * Lets the page work without a network: a service worker keeps its files. Where browsers have none (plain http, a file on a
 * disk) the page works all the same, as long as it is open.
 */
export interface Offline {
  /** Tells once a newer version waits; a page that is in use changes only when somebody says so. */
  onNewVersion(tell: () => void): void;
  /** Loads the page anew, in the newer version. */
  update(): void;
}

export function startOffline(): Offline {
  let waiting = false;
  let tell: (() => void) | undefined;
  let update: (() => Promise<void>) | undefined;
  const available = 'serviceWorker' in navigator && location.protocol.startsWith('http');
  if (import.meta.env.PROD && import.meta.env.MODE !== 'single' && available) {
    // After the page has settled: nothing that is looked at waits for it.
    const start = async (): Promise<void> => {
      const { registerSW } = await import('virtual:pwa-register');
      update = registerSW({
        onNeedRefresh() {
          waiting = true;
          tell?.();
        },
      });
    };
    if (document.readyState === 'complete') void start();
    else window.addEventListener('load', () => void start());
  }
  return {
    onNewVersion(listener) {
      tell = listener;
      if (waiting) listener();
    },
    update: () => void update?.(),
  };
}
