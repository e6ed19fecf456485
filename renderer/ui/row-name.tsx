/** “SURNAME, Given” on a row. A long surname is cut, never the given name behind it: it tells twins apart. */
export const RowName = ({ name }: { readonly name: string }) => {
  const comma = name.indexOf(', ');
  const family = comma < 0 ? name : name.slice(0, comma);
  return (
    <span className="hf-row__patient" title={name}>
      <span>{family}</span>
      <span>{name.slice(family.length)}</span>
    </span>
  );
};
