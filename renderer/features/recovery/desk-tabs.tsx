import { deskTabs, type DeskTab } from '../../domain/desk/model';
import { countOf, tabNames } from './desk-words';

type Props = {
  readonly tab: DeskTab;
  readonly lists: Readonly<Record<string, number>>;
  readonly onShow: (tab: DeskTab) => void;
};

const urgent: readonly DeskTab[] = ['stuck', 'elsewhere', 'needs-person'];

/** The groups, each with its number. */
export const DeskTabs = ({ tab, lists, onShow }: Props) => (
  <div className="hf-tabs" role="tablist" aria-label="Groups of the desk">
    {deskTabs.map((one) => {
      const count = countOf(lists, one);
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
          {tabNames[one]}{' '}
          <span className={urgent.includes(one) && count > 0 ? 'hf-count hf-count--attention' : 'hf-count'}>
            {count}
          </span>
        </button>
      );
    })}
  </div>
);
