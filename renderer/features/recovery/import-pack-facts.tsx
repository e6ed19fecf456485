import type { PackPreview } from '../../domain/recovery/decide-pack';
import { isSameSupplier } from '../../domain/recovery/pack-model';

type Props = { readonly preview: PackPreview; readonly issued: string; readonly expires: string };

const inside = ({ count, bundles }: PackPreview): string => {
  if (bundles === 0) return 'Their ids only: each is asked for when the broker is back.';
  if (bundles === count)
    return 'Every prescription is inside: each can be released by scanning it, also offline.';
  return `${bundles} with the prescription inside, which can be released by scanning also offline; ${count - bundles} by id only.`;
};

const rowsOf = ({ preview, issued, expires }: Props): readonly (readonly [string, string])[] => [
  ['From', `${preview.from}${preview.acceptedAs === 'next' ? ' (signed with their next key)' : ''}`],
  ...(isSameSupplier(preview.from, preview.supplier)
    ? []
    : ([
        ['It says', `From ${preview.supplier}; the name above is the one this pharmacy gave the key.`],
      ] as const)),
  ['For', `${preview.ods}, this pharmacy`],
  ['Pack', `Number ${preview.sequence}`],
  ['Issued', issued],
  ['Expires', expires],
  ...(preview.incident === undefined ? [] : ([['Incident', preview.incident]] as const)),
  ['Scripts', `${preview.count}. ${inside(preview)}`],
];

/** [PCK-13] [PCK-18] What a pack says of itself; the supplier's instructions are text and nothing else. */
export const PackFacts = (props: Props) => (
  <>
    <dl className="hf-import__facts">
      {rowsOf(props).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
    {props.preview.instructions === undefined ? null : (
      <section aria-label="Instructions">
        <h3>What the supplier says</h3>
        <p className="hf-import__instructions" tabIndex={0}>
          {props.preview.instructions}
        </p>
      </section>
    )}
  </>
);
