/** What a harmless request to the broker came to. `spine`: what the training broker says of the Spine behind it. */
export type BrokerProbe =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly spine: 'works' | 'fails' | 'unsaid';
      readonly tookMs: number;
      /** How far this computer's clock was ahead of theirs, in ms; absent where they do not say what theirs shows. */
      readonly aheadMs?: number;
    }
  | {
      /** What came cannot be from whoever was asked. */
      readonly kind: 'somebody-else';
      readonly came:
        { readonly kind: 'page'; readonly title: string } | { readonly kind: 'sent-on'; readonly to: string };
    }
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'timed-out' };

/** One look at everything around the program, as facts; what they mean is decided in the renderer's domain. */
export type ProbeFacts = {
  readonly network:
    | { readonly kind: 'own-computer' }
    | { readonly kind: 'no-address' }
    | { readonly kind: 'name-found'; readonly tookMs: number }
    | { readonly kind: 'name-not-found'; readonly name: string };
  /** Null where this profile has no broker. */
  readonly broker: BrokerProbe | null;
  /** Null where nobody signs in anywhere but on this computer. */
  readonly signIn: BrokerProbe | null;
  readonly printers: { readonly count: number; readonly stopped: number; readonly reason: string };
};
