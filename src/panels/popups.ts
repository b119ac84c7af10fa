/**
 * What opens over the page: a door of its own, because what it leads to is large and is fetched only when something opens.
 * What the page begins with must not import it.
 */
export { MenuButton, MenuGroup, MenuItem } from './ui/Menu.tsx';
export { Modal } from './ui/Modal.tsx';
