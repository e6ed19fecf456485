/** Wakes later. Each returned function cancels its own wake-up. */
export type TimerPort = { readonly after: (ms: number, wake: () => void) => () => void };
