import type { IssueKey, UnscriptedId } from '../../domain/kernel/ids';
import { formatDateTime } from '../../domain/kernel/instant';
import type { HandedOut } from '../../domain/patients/handed-out';

type Props = {
  readonly lines: readonly HandedOut[];
  readonly onScript: (key: IssueKey) => void;
  readonly onEntry: (id: UnscriptedId) => void;
};

type From = { readonly from: HandedOut['from'] } & Pick<Props, 'onScript' | 'onEntry'>;

const Source = ({ from, onScript, onEntry }: From) => (
  <button
    type="button"
    className="hf-plain"
    onClick={() => (from.kind === 'script' ? onScript(from.key) : onEntry(from.id))}
  >
    {from.kind === 'script' ? from.shortId : 'supply without the script'}
  </button>
);

/** [PAT-9] What this pharmacy handed out, the latest first. */
export const HandedOutTable = ({ lines, onScript, onEntry }: Props) => (
  <section className="hf-panel" aria-label="Handed out here">
    <h2>
      Handed out here <span className="hf-count">{lines.length}</span>
    </h2>
    {lines.length === 0 ? (
      <p>Nothing was handed out here yet. Each medicine stands here once it was.</p>
    ) : (
      <table className="hf-log hf-patient-log">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Medicine</th>
            <th scope="col">Quantity</th>
            <th scope="col">By</th>
            <th scope="col">From</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, i) => (
            <tr key={`${line.at} ${i}`}>
              <td>{formatDateTime(line.at)}</td>
              <td>{line.medicine}</td>
              <td>{line.quantity}</td>
              <td>{line.by}</td>
              <td>
                <Source from={line.from} onScript={onScript} onEntry={onEntry} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </section>
);
