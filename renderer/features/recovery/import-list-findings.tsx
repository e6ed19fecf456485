import type { ListReport, Trouble } from '../../domain/recovery/list-report';

type Group = { readonly name: string; readonly count: number; readonly troubles: readonly Trouble[] };

const groupsOf = (report: ListReport): readonly Group[] =>
  [
    { name: 'Text and barcode differ', count: report.counts.disagreeing, troubles: report.disagreeing },
    { name: 'Not right', count: report.counts.malformed, troubles: report.malformed },
    { name: 'Cannot be read', count: report.counts.unreadable, troubles: report.unreadable },
    { name: 'More than once', count: report.counts.duplicated, troubles: report.duplicated },
  ].filter(({ troubles }) => troubles.length > 0);

const Numbers = ({ report }: { readonly report: ListReport }) => (
  <dl className="hf-import__numbers">
    {(
      [
        ['ids read', report.entries.length],
        ['not right', report.counts.malformed],
        ['cannot be read', report.counts.unreadable],
        ['more than once', report.counts.duplicated],
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
          {groups.map(({ name, count, troubles }) => (
            <section key={name}>
              <h3>
                {name} ({count.toLocaleString('en-GB')})
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
