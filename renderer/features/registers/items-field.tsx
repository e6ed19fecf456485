import { useLayoutEffect, useRef, useState } from 'react';
import { limitOf, limitWords, mostDays, notControlled } from '../../domain/unscripted/drugs';
import type { Item } from '../../domain/prescriptions/model';
import { quantityIsKnown } from '../../domain/prescriptions/supplied';
import type { Route, UnscriptedItem } from '../../domain/unscripted/model';
import { Button, Field } from '../../ui';

/** An item while it is filled in. */
export type DraftItem = {
  readonly display: string;
  readonly code: string;
  readonly quantity: string;
  readonly unit: string;
  readonly schedule: string;
  readonly directions: string;
  readonly days: string;
  readonly limited: boolean;
};

export const emptyItem: DraftItem = {
  display: '',
  code: '',
  quantity: '',
  unit: '',
  schedule: '',
  directions: '',
  days: '',
  limited: false,
};

/** An item of a script that is here, with its code. */
const draftOf = (item: Item): DraftItem => ({
  ...emptyItem,
  display: item.medication.display,
  code: item.medication.code,
  quantity: quantityIsKnown(item) ? String(item.quantity.value) : '',
  unit: item.quantity.unit,
  schedule: item.schedule,
  directions: item.directions,
});

/** What was filled in, as the register takes it; empty lines are no items. */
export const itemsOf = (drafts: readonly DraftItem[], route: Route): readonly UnscriptedItem[] =>
  drafts
    .filter(({ display }) => display.trim() !== '')
    .map(({ display, code, quantity, unit, schedule, directions, days, limited }) => {
      const limit = limitOf({ display });
      return {
        display: display.trim(),
        code,
        quantity: Number(quantity) || 0,
        unit,
        schedule,
        directions,
        ...(route === 'patient' && days.trim() !== '' ? { days: Number(days) || 0 } : {}),
        ...(route === 'patient' && (limit === 'days' || limited) ? { limit } : {}),
      };
    });

const schedules: readonly (readonly [code: string, name: string])[] = [
  [notControlled, 'Not controlled'],
  ['CD5', 'Schedule 5'],
  ['CD4', 'Schedule 4'],
  ['CD4-2', 'Schedule 4 part 2'],
  ['CD3', 'Schedule 3'],
  ['CD2', 'Schedule 2'],
  ['CD1', 'Schedule 1'],
];

/** What a script says and is not on the list is kept as it came. */
const scheduleChoices = ({ schedule }: DraftItem) =>
  schedule === '' || schedules.some(([code]) => code === schedule)
    ? schedules
    : [...schedules, [schedule, schedule] as const];

type RowProps = {
  readonly item: DraftItem;
  readonly n: number;
  readonly route: Route | undefined;
  readonly onItem: (item: DraftItem) => void;
};

const Limit = ({ item, n, onItem }: Omit<RowProps, 'route'>) => {
  const limit = limitOf(item);
  if (limit === 'days')
    return (
      <Field
        label={`Lasts days (most ${mostDays(item)})`}
        value={item.days}
        onChange={(days) => onItem({ ...item, days })}
        numeric
      />
    );
  return (
    <label className="hf-check">
      <input
        type="checkbox"
        aria-label={`Item ${n + 1} is ${limitWords[limit]}`}
        checked={item.limited}
        onChange={(event) => onItem({ ...item, limited: event.target.checked })}
      />
      It is {limitWords[limit]}
    </label>
  );
};

const Row = ({ item, n, route, onItem }: RowProps) => (
  <div className="hf-item-row">
    <Field
      label={`Item ${n + 1}: name, strength, form`}
      value={item.display}
      onChange={(display) => onItem({ ...item, display, code: '' })}
    />
    {route === undefined ? null : (
      <>
        <Field
          label="Quantity"
          value={item.quantity}
          onChange={(quantity) => onItem({ ...item, quantity })}
          numeric
        />
        <Field label="Unit" value={item.unit} onChange={(unit) => onItem({ ...item, unit })} />
        <div className="hf-field">
          <label htmlFor={`schedule-${n}`}>Controlled drug</label>
          <select
            id={`schedule-${n}`}
            value={item.schedule}
            onChange={(event) => onItem({ ...item, schedule: event.target.value })}
          >
            <option value="" disabled>
              Choose…
            </option>
            {scheduleChoices(item).map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <Field
          label="Dose, as on the label"
          value={item.directions}
          onChange={(directions) => onItem({ ...item, directions })}
        />
        {route === 'patient' && item.display.trim() !== '' ? (
          <Limit item={item} n={n} onItem={onItem} />
        ) : null}
      </>
    )}
  </div>
);

/** The keys go to the row that was added: its button may be gone, and letters would act as commands. */
const useLastRow = () => {
  const rows = useRef<HTMLFieldSetElement>(null);
  const [count, setCount] = useState(0);
  useLayoutEffect(() => {
    if (count > 0) rows.current?.querySelector<HTMLElement>('.hf-item-row:last-of-type input')?.focus();
  }, [count]);
  return { rows, added: () => setCount((n) => n + 1) };
};

type Props = {
  readonly items: readonly DraftItem[];
  readonly onItems: (items: readonly DraftItem[]) => void;
  /** Undefined where names alone are wanted. */
  readonly route: Route | undefined;
  /** Items of the patient's script that is here, to be taken with one press. */
  readonly known: readonly Item[];
};

/** Items, typed or taken from a script that is here. */
export const ItemsField = ({ items, onItems, route, known }: Props) => {
  const offered = known.filter(({ medication }) => !items.some(({ code }) => code === medication.code));
  const { rows, added } = useLastRow();
  const add = (item: DraftItem) => {
    onItems([...items.filter(({ display }) => display.trim() !== ''), item]);
    added();
  };
  return (
    <fieldset className="hf-items" ref={rows}>
      <legend>Items</legend>
      {offered.length > 0 ? (
        <div className="hf-actions">
          {offered.map((item) => (
            <Button key={item.itemId} onPress={() => add(draftOf(item))}>
              {`Add ${item.medication.display}`}
            </Button>
          ))}
        </div>
      ) : null}
      {items.map((item, n) => (
        <Row
          key={n}
          item={item}
          n={n}
          route={route}
          onItem={(changed) => onItems(items.map((one, i) => (i === n ? changed : one)))}
        />
      ))}
      <Button
        onPress={() => {
          onItems([...items, emptyItem]);
          added();
        }}
      >
        Another item
      </Button>
    </fieldset>
  );
};
