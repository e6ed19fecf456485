/** A surname that leaves no room for the given name on a usual row. */
const longFamily = 14;

/** “SURNAME, Given” on a row. A long surname is cut, not the given name behind it: that tells a family apart. */
export const RowName = ({ name }: { readonly name: string }) => {
  const comma = name.indexOf(', ');
  if (comma <= longFamily)
    return (
      <span className="hf-row__patient" title={name}>
        {name}
      </span>
    );
  return (
    <span className="hf-row__patient hf-row__patient--long" title={name}>
      <span>{name.slice(0, comma)}</span>
      <span>{name.slice(comma)}</span>
    </span>
  );
};
