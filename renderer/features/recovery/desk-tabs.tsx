import { deskTabs, type DeskTab } from '../../domain/desk/model';
import { deskTabNames } from '../../domain/desk/words';
import { countOf, progressOf } from '../../domain/desk/numbers';
import type { DeskView } from './use-desk-rows';

type Props = {
  readonly tab: DeskView;
  readonly companion: boolean;
  readonly lists: Lists;
  readonly onShow: (tab: DeskView) => void;
};

type Lists = Readonly<Record<string, number>>;

/** Only the Spine, or a script that is worked on here, puts a row into these. */
const byBroker: readonly DeskTab[] = ['waiting', 'unconfirmed', 'stuck'];

/** [SET-4] The groups in their order, and all of them; in a companion none that stays empty there. */
export const deskViews = (companion: boolean, lists: Lists): readonly DeskView[] => [
  ...deskTabs.filter((tab) => !companion || !byBroker.includes(tab) || countOf(lists, tab) > 0),
  'all',
];
export const viewName = (view: DeskView): string => (view === 'all' ? 'All' : deskTabNames[view]);

const urgent: readonly DeskView[] = ['stuck', 'elsewhere', 'needs-person'];

/** The groups, each with its number. */
export const DeskTabs = ({ tab, companion, lists, onShow }: Props) => (
  <div className="hf-tabs hf-desk-tabs" role="tablist" aria-label="Groups of the desk">
    {deskViews(companion, lists).map((one) => {
      const count = one === 'all' ? progressOf(lists).all : countOf(lists, one);
      return (
        <button
          key={one}
          type="button"
          role="tab"
          aria-selected={one === tab}
          aria-controls="desk-rows"
          tabIndex={one === tab ? 0 : -1}
          onClick={() => onShow(one)}
        >
          {viewName(one)}{' '}
          <span className={urgent.includes(one) && count > 0 ? 'hf-count hf-count--attention' : 'hf-count'}>
            {count}
          </span>
        </button>
      );
    })}
  </div>
);
