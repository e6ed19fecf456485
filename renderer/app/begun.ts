import type { Engine } from '../engine/client';

/** What `early.ts` has begun. Only it makes Workers: trusted types let one script of a page do that. */
export type Begun = { readonly engine: Engine; readonly newReader: () => Worker };

declare global {
  // Merging with the platform's own interface needs an interface.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface Window {
    begun: Begun;
  }
}
