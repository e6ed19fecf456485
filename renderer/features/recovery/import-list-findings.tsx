import type { ListReport, Trouble } from '../../domain/recovery/list-report';

type Group = { readonly name: string; readonly troubles: readonly Trouble[] };

const groupsOf = (report: ListReport): readonly Group[] =>
  [
    { name: 'Text and barcode differ', troubles: report.disagreeing },
    { name: 'Not right', troubles: report.malformed },
    { name: 'Cannot be read', troubles: report.unreadable },
    { name: 'More than once', troubles: report.duplicated },
  ].filter(({ troubles }) => troubles.length > 0);

const Numbers = ({ report }: { readonly report: ListReport }) => (
  <dl className="hf-import__numbers">
    {(
      [
        ['ids read', report.entries.length],
        ['not right', report.malformed.length],
        ['cannot be read', report.unreadable.length],
        ['more than once', report.duplicated.length],
      ] as const
    ).map(([name, count]) => (
      <div key={name}>
        <dd>{count.toLocaleString('en-GB')}</dd>
        <dt>{name}</dt>
      </div>
    ))}
  </dl>
);

/** [LST-6] What a list came to, and each thing that a person has to look at on the paper. */
export const ListFindings = ({ report }: { readonly report: ListReport }) => {
  const groups = groupsOf(report);
  return (
    <>
      <Numbers report={report} />
      {groups.length === 0 ? (
        <p>Every id on it is well formed. Which pharmacy holds each script, only the Spine can say.</p>
      ) : (
        <div className="hf-import__troubles" tabIndex={0} role="region" aria-label="To look at on the paper">
          {groups.map(({ name, troubles }) => (
            <section key={name}>
              <h3>
                {name} ({troubles.length})
              </h3>
              <ul>
                {troubles.map(({ text, place, sentence }, i) => (
                  <li key={`${place}${i}`}>
                    {text === '' ? null : <code className="hf-code">{text}</code>} {place}
                    {place === '' ? '' : '. '}
                    {sentence}
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
    </>
  );
};
