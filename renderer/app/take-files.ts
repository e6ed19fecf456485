import { planGiven, whyNotTaken, type FileLeftOut, type GivenLimits } from '../domain/recovery/given-files';
import type { GivenList } from '../features/recovery/import-types';

/** A dropped file as the page has it: it can be read, and has no path. */
export type Dropped<F extends Pick<File, 'name' | 'size' | 'arrayBuffer'> = File> = {
  readonly file: F;
  readonly folder: boolean;
};

type Parts<F> = {
  readonly limits: GivenLimits;
  /** Hands a pack to main; answers why it was not taken, or with nothing. */
  readonly dropPack: (file: F) => Promise<string | undefined>;
};

type Taken = {
  readonly lists: readonly GivenList[];
  readonly packs: number;
  readonly leftOut: readonly FileLeftOut[];
};

type One =
  | { readonly kind: 'pack' }
  | { readonly kind: 'list'; readonly list: GivenList }
  | { readonly kind: 'left'; readonly leftOut: FileLeftOut };

/** [LST-9] Takes what was dropped, each file for itself: one that cannot be read is named and stops no other. */
export const takeFiles = async <F extends Pick<File, 'name' | 'size' | 'arrayBuffer'>>(
  dropped: readonly Dropped<F>[],
  { limits, dropPack }: Parts<F>,
): Promise<Taken> => {
  const plans = planGiven(
    dropped.map(({ file: { name, size }, folder }) => ({ name, size, folder })),
    limits,
  );
  const takeOne = async ({ file }: Dropped<F>, i: number): Promise<One> => {
    const left = (sentence: string): One => ({ kind: 'left', leftOut: { name: file.name, sentence } });
    const plan = plans[i];
    if (plan?.kind === 'left') return left(plan.sentence);
    try {
      if (plan?.kind === 'list')
        return { kind: 'list', list: { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } };
      const why = await dropPack(file);
      return why === undefined ? { kind: 'pack' } : left(why);
    } catch {
      return left(whyNotTaken.unreadable);
    }
  };
  const taken = await Promise.all(dropped.map(takeOne));
  return {
    lists: taken.flatMap((one) => (one.kind === 'list' ? [one.list] : [])),
    packs: taken.filter(({ kind }) => kind === 'pack').length,
    leftOut: taken.flatMap((one) => (one.kind === 'left' ? [one.leftOut] : [])),
  };
};
