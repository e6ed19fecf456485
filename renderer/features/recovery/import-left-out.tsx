import type { LeftOut } from '../../domain/recovery/import';

/** The rest is in the journal. */
const shownAtMost = 200;

const groups: readonly { readonly what: LeftOut['what']; readonly name: string }[] = [
  { what: 'entry', name: 'Not on the desk' },
  { what: 'prescription', name: 'On the desk by id only' },
];

/** [DSK-3] Which scripts of an import could not be used as they came, and why. */
export const LeftOutList = ({ leftOut }: { readonly leftOut: readonly LeftOut[] }) =>
  leftOut.length === 0 ? null : (
    <div className="hf-import__troubles" tabIndex={0} role="region" aria-label="What could not be used">
      {groups.map(({ what, name }) => {
        const ones = leftOut.filter((one) => one.what === what);
        return ones.length === 0 ? null : (
          <section key={what}>
            <h3>
              {name} ({ones.length.toLocaleString('en-GB')})
            </h3>
            <ul>
              {ones.slice(0, shownAtMost).map(({ shortId, place, sentence }) => (
                <li key={`${place} ${shortId}`}>
                  <code className="hf-code">{shortId}</code> {place}. {sentence}
                </li>
              ))}
              {ones.length > shownAtMost ? <li>And {ones.length - shownAtMost} more.</li> : null}
            </ul>
          </section>
        );
      })}
    </div>
  );
