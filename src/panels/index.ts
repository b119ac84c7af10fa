export { Dock } from './dock/Dock.tsx';
export { HopList } from './dock/HopList.tsx';
export { Timeline } from './timeline/Timeline.tsx';
