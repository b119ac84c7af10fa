import {
  BookOpen,
  Cable,
  ChevronRight,
  FileText,
  Frame,
  Layers,
  type LucideIcon,
  Monitor,
  Router,
  Settings2,
  StickyNote,
} from 'lucide-react';
import { SeverityGlyph } from '../ui/Glyphs.tsx';
import styles from './CommandPalette.module.css';
import type { ItemSign } from './item.ts';

const SIGNS: Readonly<Record<Exclude<ItemSign, 'error' | 'warning' | 'info'>, LucideIcon>> = {
  command: ChevronRight,
  clusters: Layers,
  routers: Router,
  hosts: Monitor,
  links: Cable,
  frames: Frame,
  notes: StickyNote,
  example: BookOpen,
  design: FileText,
  setting: Settings2,
};

/** What a line is of. */
export function Sign({ sign }: { sign: ItemSign }) {
  if (sign === 'error' || sign === 'warning' || sign === 'info')
    return <SeverityGlyph severity={sign} size={15} />;
  const Icon = SIGNS[sign];
  return <Icon size={15} aria-hidden className={styles.sign} />;
}
