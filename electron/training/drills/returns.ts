import type { Script } from '../model';

/** What the judge knows of one script of a supply. */
export type OfSupply = {
  readonly script: Script;
  /** It was with us at some time, as the Spine has it. */
  readonly wasHere: boolean;
  /** Something left the pharmacy on it. */
  readonly supplied: boolean;
  readonly returned: boolean;
  /** A paper prescription goes in for payment in its place. */
  readonly onPaper: boolean;
};

export type Returns = {
  readonly due: readonly string[];
  readonly missing: readonly string[];
  readonly notDue: readonly string[];
};

const endOf = ({ status, claimedFrom }: Script): string =>
  status === '0008' ? (claimedFrom ?? status) : status;

/** It lies at the Spine, and nobody is to dispense it. */
const liesThere = ({ script: { status, nominated } }: OfSupply): boolean =>
  (status === '0000' || status === '0001') && nominated === '';

/** The one of a supply that stays: the patient has it, or is still to have it. */
const keeperOf = (scripts: readonly OfSupply[]): OfSupply | undefined => {
  const open = scripts.filter(
    ({ script, returned, onPaper }) =>
      !returned && !onPaper && !['0004', '0005', '0007'].includes(endOf(script)),
  );
  return (
    scripts.find(({ supplied }) => supplied) ??
    open.find(({ wasHere }) => wasHere) ??
    open.at(0) ??
    // Alone and not dispensed at all: somebody said why.
    (scripts.length === 1 ? scripts.find(({ returned, onPaper }) => !returned && !onPaper) : undefined)
  );
};

const idOf = ({ script }: OfSupply): string => script.shortId;

/** [DRL-3] Of the scripts of one supply one stays; every other that was with us goes back, once. */
export const returnsOf = (scripts: readonly OfSupply[]): Returns => {
  const here = scripts.filter(({ wasHere }) => wasHere);
  const keeper = keeperOf(scripts);
  const onPaper = scripts.some((one) => one.onPaper);
  const mustHaveStayed =
    keeper || onPaper ? undefined : here.filter((one) => one.returned && liesThere(one)).at(-1);
  const stays = keeper ?? mustHaveStayed ?? (onPaper ? undefined : here.find(({ returned }) => !returned));
  const due = here.filter((one) => one !== stays);
  return {
    due: due.map(idOf),
    missing: due.filter(({ returned }) => !returned).map(idOf),
    notDue: here.filter((one) => one === stays && one.returned).map(idOf),
  };
};
