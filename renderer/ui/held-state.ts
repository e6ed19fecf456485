/** What goes on beside the screens, for `useSyncExternalStore`: how it stands, and who is told when that changes. */
export type HeldState<T> = {
  readonly state: () => T;
  /** Told of each change; ends what it began. */
  readonly listen: (onChange: () => void) => () => void;
};

export const holdState = <T>(first: T): HeldState<T> & { readonly become: (next: T) => void } => {
  let state = first;
  const listening = new Set<() => void>();
  return {
    state: () => state,
    listen: (onChange) => {
      listening.add(onChange);
      return () => listening.delete(onChange);
    },
    become: (next) => {
      state = next;
      for (const onChange of listening) onChange();
    },
  };
};
