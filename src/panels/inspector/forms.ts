/** What the inspector shows of entities; fetched together, when one is first selected. */
export { ClusterForm } from './ClusterForm.tsx';
export { Derived } from './Derived.tsx';
export { FrameForm } from './FrameForm.tsx';
export { HostForm } from './HostForm.tsx';
export { LinkForm } from './LinkForm.tsx';
export { NoteForm } from './NoteForm.tsx';
export { RouterForm } from './RouterForm.tsx';
export { Several } from './Several.tsx';
