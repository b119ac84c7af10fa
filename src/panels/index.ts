export { Dock } from './dock/Dock.tsx';
export { HopList } from './dock/HopList.tsx';
export { Inspector } from './inspector/Inspector.tsx';
export { Timeline } from './timeline/Timeline.tsx';
