type Props = { readonly rows: readonly (readonly [name: string, value: string])[] };

/** What a record says, each with its name. */
export const Facts = ({ rows }: Props) => (
  <dl>
    {rows.map(([name, value]) => (
      <div className="hf-fact" key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
