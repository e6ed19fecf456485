import { useState } from 'react';
import { schedules } from '../../domain/triage/check-class';
import type { CriticalClass } from '../../domain/triage/model';
import { Area, Field, SaveDialog } from '../../ui';

type Props = {
  readonly title: string;
  readonly of: CriticalClass;
  /** Answers with what is not right yet, or with nothing. */
  readonly onSave: (typed: CriticalClass) => Promise<string>;
  readonly onClose: () => void;
};

const linesOf = (text: string): readonly string[] => text.split(/[\n,;]+/);

type SchedulesProps = {
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
};

const Schedules = ({ chosen, onChoose }: SchedulesProps) => (
  <fieldset className="hf-choices hf-choices--row">
    <legend>Every controlled drug of schedule</legend>
    {schedules.map((one) => (
      <label key={one}>
        <input
          type="checkbox"
          checked={chosen.includes(one)}
          onChange={({ target }) =>
            onChoose(target.checked ? [...chosen, one] : chosen.filter((other) => other !== one))
          }
        />
        {one}
      </label>
    ))}
  </fieldset>
);

/** [TRI-7] One kind of urgent medicine: its name, and by what it is known. */
export const UrgentDialog = ({ title, of, onSave, onClose }: Props) => {
  const [name, setName] = useState(of.name);
  const [words, setWords] = useState(of.words.join('\n'));
  const [codes, setCodes] = useState(of.codes.join('\n'));
  const [chosen, setChosen] = useState<readonly string[]>(of.schedules ?? []);
  const typed = { name, words: linesOf(words), codes: linesOf(codes), schedules: chosen };
  return (
    <SaveDialog title={title} hint="Ctrl+Enter" onSave={() => onSave(typed)} onClose={onClose}>
      <Field label="Word on the row" value={name} onChange={setName} autoFocus />
      <Area
        label="Words of medicines’ names"
        hint="One on each line, whole words. Where a line has several, all of them must stand in the name."
        value={words}
        onChange={setWords}
        rows={5}
      />
      <Area
        label="dm+d codes"
        hint="One on each line; for what no word tells apart."
        value={codes}
        onChange={setCodes}
        rows={2}
      />
      <Schedules chosen={chosen} onChoose={setChosen} />
    </SaveDialog>
  );
};
