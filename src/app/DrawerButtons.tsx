import { ListChecks, PencilRuler, Shapes } from 'lucide-react';
import styles from './App.module.css';

export type Drawer = 'palette' | 'inspector' | 'results' | undefined;

const DRAWERS = [
  { drawer: 'palette', name: 'Palette', Icon: Shapes },
  { drawer: 'inspector', name: 'Inspector', Icon: PencilRuler },
  { drawer: 'results', name: 'Results', Icon: ListChecks },
] as const;

/** On narrow screens the panels lie over the canvas, one at a time. */
export function DrawerButtons({ drawer, onDrawer }: { drawer: Drawer; onDrawer: (drawer: Drawer) => void }) {
  return (
    <nav className={styles.drawerButtons} aria-label="Panels">
      {DRAWERS.map(({ drawer: own, name, Icon }) => (
        <button
          key={own}
          type="button"
          className={styles.drawerButton}
          data-for={own}
          aria-pressed={drawer === own}
          onClick={() => onDrawer(drawer === own ? undefined : own)}
        >
          <Icon size={18} aria-hidden /> {name}
        </button>
      ))}
    </nav>
  );
}
