import { useState } from 'react';
import { Field } from './field';
import { Said } from './said';

/** A passphrase that is chosen: typed twice, so that a slip locks nobody out. `enter` has it once both are the same. */
export const useNewPassphrase = (label: string, autoFocus: boolean) => {
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [entered, setEntered] = useState(false);
  // What is typed so far may go on to be the same, until somebody says that it is all.
  const differs = entered ? first !== second : !first.startsWith(second);
  const fields = (
    <>
      <Field
        label={label}
        value={first}
        onChange={setFirst}
        secret
        autoFocus={autoFocus}
        hint="At least 12 characters; three or four words are easy to type."
      />
      <Field
        label="The same once more"
        value={second}
        onChange={(typed) => {
          setEntered(false);
          setSecond(typed);
        }}
        secret
      />
      {differs ? <Said look="attention">The two are not the same.</Said> : null}
    </>
  );
  const enter = (): string | undefined => {
    setEntered(true);
    return first === second ? first : undefined;
  };
  return { fields, isEmpty: first === '', enter };
};
