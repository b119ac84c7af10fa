export { FakeClock, inPromises, inTurns } from './fakeClock.ts';
