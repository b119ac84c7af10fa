export { fromFragment, type OpenedLink, toFragment } from './fragment.ts';
export type { LinkView } from './linkView.ts';
