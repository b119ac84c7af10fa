import { Menu as Base } from '@base-ui/react/menu';
import { ChevronDown } from 'lucide-react';
import { type ComponentProps, type ReactNode, useEffect, useRef } from 'react';
import { classNames } from './classNames.ts';
import controls from './controls.module.css';
import { KeyCaps } from './KeyCaps.tsx';
import styles from './Menu.module.css';

/** A button that opens a menu. */
export function MenuButton({
  name,
  initiallyOpen = false,
  onOpen,
  children,
}: {
  name: string;
  /** It was pressed before its code was there. */
  initiallyOpen?: boolean;
  onOpen?: () => void;
  children: ReactNode;
}) {
  const first = useRef(initiallyOpen ? onOpen : undefined);
  useEffect(() => {
    first.current?.();
    first.current = undefined;
  }, []);
  return (
    <Base.Root defaultOpen={initiallyOpen} onOpenChange={(open) => open && onOpen?.()}>
      <Base.Trigger className={classNames(controls.button, controls.quiet)}>
        {name} <ChevronDown size={14} aria-hidden />
      </Base.Trigger>
      <MenuPopup>{children}</MenuPopup>
    </Base.Root>
  );
}

/** The menu itself; its root, and what opens it, stand around it. */
export function MenuPopup({
  anchor,
  label,
  finalFocus,
  children,
}: {
  anchor?: ComponentProps<typeof Base.Positioner>['anchor'];
  /** Names it, where no button does. */
  label?: string;
  finalFocus?: ComponentProps<typeof Base.Popup>['finalFocus'];
  children: ReactNode;
}) {
  return (
    <Base.Portal>
      <Base.Positioner className={styles.positioner} sideOffset={4} align="start" anchor={anchor}>
        <Base.Popup className={styles.menu} aria-label={label} finalFocus={finalFocus}>
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

export function MenuItem({
  icon,
  title,
  detail,
  keys,
  reason,
  strong,
  onClick,
}: {
  icon?: ReactNode;
  title: string;
  detail?: ReactNode;
  keys?: string | undefined;
  /** Why it cannot be chosen now. */
  reason?: string | undefined;
  strong?: boolean;
  onClick: () => void;
}) {
  return (
    <Base.Item
      className={styles.item}
      disabled={reason !== undefined}
      title={reason}
      label={title}
      onClick={onClick}
    >
      <span className={styles.line}>
        {icon}
        {strong ? <strong>{title}</strong> : <span>{title}</span>}
        {keys !== undefined && <KeyCaps keys={keys} />}
      </span>
      {detail !== undefined && <span className={styles.detail}>{detail}</span>}
    </Base.Item>
  );
}

export const MenuGroup = ({ label, children }: { label: string; children: ReactNode }) => (
  <Base.Group>
    <Base.GroupLabel className={styles.label}>{label}</Base.GroupLabel>
    {children}
  </Base.Group>
);

export const MenuRule = () => <Base.Separator className={styles.rule} />;
