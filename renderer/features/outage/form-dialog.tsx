import { useState, type SyntheticEvent } from 'react';
import type { Refusal } from '../../domain/kernel/refusal';
import type { CommandReply } from '../../usecases/commands';
import { Area, Button, Choices, Dialog, Field, Said, useLeaving } from '../../ui';
import type { Form, Values } from './forms';

type Props<Asked> = {
  readonly form: Form<Asked>;
  readonly onAsk: (asked: Asked) => Promise<CommandReply>;
  /** Called when it was done, or left. */
  readonly onClose: (reply: CommandReply | undefined) => void;
};

type FieldProps = {
  readonly field: Form<unknown>['fields'][number];
  readonly first: boolean;
  readonly values: Values;
  readonly onChange: (name: string, value: string) => void;
};

const OneField = ({ field, first, values, onChange }: FieldProps) => {
  const { name, label } = field;
  const value = values[name] ?? '';
  const change = (next: string) => onChange(name, next);
  switch (field.kind) {
    case 'choice':
      return <Choices legend={label} choices={field.choices} chosen={value} onChoose={change} />;
    case 'tick':
      return (
        <label className="hf-tick">
          <input
            type="checkbox"
            checked={value === 'yes'}
            onChange={(event) => change(event.target.checked ? 'yes' : '')}
          />
          {label}
        </label>
      );
    case 'area':
      return (
        <Area
          label={label}
          value={value}
          onChange={change}
          autoFocus={first}
          {...(field.hint === undefined ? {} : { hint: field.hint })}
        />
      );
    case 'line':
    case 'number':
    case 'time':
      return (
        <Field
          label={label}
          value={value}
          onChange={change}
          autoFocus={first}
          numeric={field.kind === 'number'}
          time={field.kind === 'time'}
          {...(field.hint === undefined ? {} : { hint: field.hint })}
        />
      );
  }
};

/** Asks for a few things; a refusal is read here, so that nothing typed is lost. */
export const FormDialog = <Asked,>({ form, onAsk, onClose }: Props<Asked>) => {
  const [values, setValues] = useState<Values>(form.initial);
  const [refused, setRefused] = useState<Refusal | undefined>(undefined);
  const ask = (event: SyntheticEvent) => {
    event.preventDefault();
    void onAsk(form.read(values)).then((reply) =>
      reply.kind === 'refused' ? setRefused(reply) : onClose(reply),
    );
  };
  const { onInput, leave, question } = useLeaving(() => onClose(undefined));
  return (
    <>
      <Dialog title={form.title} onClose={leave}>
        <p>{form.intro}</p>
        {refused ? (
          <Said look="refused">
            {refused.sentence} {refused.next}
          </Said>
        ) : null}
        <form
          onSubmit={ask}
          onInput={onInput}
          // Enter begins a new line in an area.
          onKeyDown={(event) => (event.ctrlKey && event.key === 'Enter' ? ask(event) : undefined)}
          noValidate
        >
          {form.fields.map((field, i) => (
            <OneField
              key={field.name}
              field={field}
              first={i === 0}
              values={values}
              onChange={(name, value) => setValues((before) => ({ ...before, [name]: value }))}
            />
          ))}
          <div className="hf-actions">
            <Button
              look="primary"
              type="submit"
              onPress={() => undefined}
              hint={form.fields.some(({ kind }) => kind === 'area') ? 'Ctrl+Enter' : 'Enter'}
            >
              {form.action}
            </Button>
            <Button onPress={leave} hint="Esc">
              Leave it
            </Button>
          </div>
        </form>
      </Dialog>
      {question}
    </>
  );
};
