import { createContext, useContext } from 'react';

/** The clock that screens read. `pace` is how many times faster than a real one it goes. */
export type ScreenTime = { readonly now: () => number; readonly pace: number };

/** The computer's clock, unless a drill puts its own in its place. */
export const TimeContext = createContext<ScreenTime>({ now: () => Date.now(), pace: 1 });

/** Reads the clock when something is done. */
export const useClock = (): (() => number) => useContext(TimeContext).now;
