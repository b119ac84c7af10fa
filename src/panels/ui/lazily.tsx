import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react';
import { Button } from './Button.tsx';
import styles from './controls.module.css';

/**
 * A component whose code is fetched when it is first shown, so that the page opens without it. `Place` stands there meanwhile, or
 * nothing: the code comes from where the page came from, in a moment.
 */
export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Place?: ComponentType<Props>,
): ComponentType<Props> {
  const Part = lazy(async () => ({ default: await load().catch(() => Missing as ComponentType<Props>) }));
  return (props) => (
    <Suspense fallback={Place ? <Place {...props} /> : null}>
      <Part {...props} />
    </Suspense>
  );
}

/** The same for a dialog: not fetched before it is opened, and kept afterwards, so that it can close in its own way. */
export function lazilyOpened<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  isOpen: (props: Props) => boolean,
): ComponentType<Props> {
  const Part = lazily(load);
  return (props) => {
    const open = isOpen(props);
    const [wanted, setWanted] = useState(open);
    useEffect(() => {
      if (open) setWanted(true);
    }, [open]);
    return wanted || open ? <Part {...props} /> : null;
  };
}

/** After a newer version was put in place, the older one's parts may be gone from the server. */
function Missing() {
  return (
    <p role="alert" className={styles.missing}>
      This part of the page could not be fetched; there may be a newer version. What you drew is kept.
      <Button onClick={() => location.reload()}>Load the page again</Button>
    </p>
  );
}
