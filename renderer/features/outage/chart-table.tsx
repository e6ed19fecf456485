import type { Chart } from '../../domain/backlog/chart';
import { formatClock } from '../../domain/kernel/instant';

type Props = { readonly chart: Chart; readonly caption: string };

/** The chart in numbers: what a screen reader reads and a person copies. */
export const ChartTable = ({ chart, caption }: Props) => (
  <details className="nhsuk-details">
    <summary className="nhsuk-details__summary">
      <span className="nhsuk-details__summary-text">The same in numbers</span>
    </summary>
    <table className="hf-log hf-chart__table">
      <caption className="hf-visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Until</th>
          <th scope="col">Joined</th>
          <th scope="col">Left</th>
          <th scope="col">Waiting then</th>
        </tr>
      </thead>
      <tbody>
        {chart.bars.map((bar, i) => (
          <tr key={bar.fromAt}>
            <td>{formatClock(bar.untilAt, chart.now)}</td>
            <td>{bar.arrived}</td>
            <td>{bar.drained}</td>
            <td>{chart.line[i + 1]?.waiting ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </details>
);
