export { fromFragment, toFragment } from './fragment.ts';
