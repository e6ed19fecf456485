import { deskTabs } from '../../domain/desk/model';
import { deskTabNames } from '../../domain/desk/words';
import { countOf, progressOf } from '../../domain/desk/numbers';
import type { DeskView } from './use-desk-rows';

type Props = {
  readonly tab: DeskView;
  readonly lists: Readonly<Record<string, number>>;
  readonly onShow: (tab: DeskView) => void;
};

/** The groups in their order, and all of them. */
export const deskViews: readonly DeskView[] = [...deskTabs, 'all'];
export const viewName = (view: DeskView): string => (view === 'all' ? 'All' : deskTabNames[view]);

const urgent: readonly DeskView[] = ['stuck', 'elsewhere', 'needs-person'];

/** The groups, each with its number. */
export const DeskTabs = ({ tab, lists, onShow }: Props) => (
  <div className="hf-tabs hf-desk-tabs" role="tablist" aria-label="Groups of the desk">
    {deskViews.map((one) => {
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
