import type { Chart, Mark } from '../../domain/backlog/chart';
import { formatClock, formatDateTime } from '../../domain/kernel/instant';
import { roundUp, scaleOf, size, ticksOf, type Scale } from './scale';
import { useWidth } from './use-width';

type Props = {
  readonly chart: Chart;
  readonly title: string;
  readonly says: string;
  /** What is so called up to which it was counted. */
  readonly until: 'now' | 'closed';
};
type PartProps = { readonly chart: Chart; readonly scale: Scale };

const markWords: Readonly<Record<Mark['state'], string>> = {
  open: 'promised',
  slipped: 'slipped',
  kept: 'kept',
};

const Axes = ({ chart, scale }: PartProps) => {
  const top = roundUp(chart.mostWaiting);
  return (
    <g className="hf-chart__axes">
      {[0, top / 2, top].map((count) => (
        <g key={count}>
          <line x1={size.left} x2={scale.width - size.right} y1={scale.y(count)} y2={scale.y(count)} />
          <text x={size.left - 6} y={scale.y(count) + 4} textAnchor="end">
            {Number.isInteger(count) ? count : ''}
          </text>
        </g>
      ))}
      {ticksOf(chart, scale.width).map(({ at, label }) => (
        <g key={at}>
          <line x1={scale.x(at)} x2={scale.x(at)} y1={size.zero} y2={size.zero + 4} />
          <text x={scale.x(at)} y={size.bottom - 2} textAnchor="middle">
            {label}
          </text>
        </g>
      ))}
    </g>
  );
};

/** What waited, as an area up to now. */
const Past = ({ chart, scale }: PartProps) => {
  const points = chart.line.map(({ at, waiting }) => `${scale.x(at)},${scale.y(waiting)}`);
  const [first] = chart.line;
  if (!first) return null;
  const base = `${scale.x(chart.now)},${size.zero} ${scale.x(first.at)},${size.zero}`;
  return (
    <>
      <polygon className="hf-chart__area" points={`${points.join(' ')} ${base}`} />
      <polyline className="hf-chart__line" points={points.join(' ')} />
    </>
  );
};

/** Joined and left, back to back under the area. */
const Bars = ({ chart, scale }: PartProps) => (
  <g>
    <line
      className="hf-chart__rule"
      x1={size.left}
      x2={scale.width - size.right}
      y1={size.barZero}
      y2={size.barZero}
    />
    {chart.bars.map((bar) => {
      const x = scale.x(bar.fromAt) + 1;
      const width = Math.max(1, scale.x(bar.untilAt) - scale.x(bar.fromAt) - 2);
      const up = scale.bar(bar.arrived);
      return (
        <g key={bar.fromAt}>
          <rect className="hf-chart__arrived" x={x} width={width} y={size.barZero - up} height={up} />
          <rect
            className="hf-chart__drained"
            x={x}
            width={width}
            y={size.barZero}
            height={scale.bar(bar.drained)}
          />
        </g>
      );
    })}
  </g>
);

/** Our range: from what waits now to the earliest and the latest time at which nothing does. */
const Range = ({ chart, scale }: PartProps) => {
  const { estimate, now } = chart;
  if (estimate.kind !== 'range') return null;
  const waiting = chart.line.at(-1)?.waiting ?? 0;
  const start = `${scale.x(now)},${scale.y(waiting)}`;
  const early = scale.x(estimate.earliestAt);
  const late = estimate.latestAt === undefined ? scale.width - size.right : scale.x(estimate.latestAt);
  const lateY = estimate.latestAt === undefined ? scale.y(waiting) : size.zero;
  return (
    <g className="hf-chart__range">
      <polygon points={`${start} ${early},${size.zero} ${late},${size.zero} ${late},${lateY}`} />
      <line x1={early} x2={Math.max(early + 2, late)} y1={size.zero} y2={size.zero} />
    </g>
  );
};

const Marks = ({ chart, scale }: PartProps) => (
  <g>
    {chart.marks.map((mark, i) => {
      const x = scale.x(mark.at);
      const right = x > scale.width - 150;
      return (
        <g key={`${mark.at}-${i}`} className={`hf-chart__mark hf-chart__mark--${mark.state}`}>
          <line x1={x} x2={x} y1={size.top - 12} y2={size.zero} />
          <path d={`M ${x} ${size.top - 18} l 5 6 l -5 6 l -5 -6 z`} />
          <text x={x + (right ? -8 : 8)} y={size.top - 8} textAnchor={right ? 'end' : 'start'}>
            {formatClock(mark.at, chart.now)} {markWords[mark.state]}
          </text>
        </g>
      );
    })}
  </g>
);

const Until = ({ chart, scale, until }: PartProps & Pick<Props, 'until'>) => (
  <g className="hf-chart__now">
    <line x1={scale.x(chart.now)} x2={scale.x(chart.now)} y1={size.top} y2={size.barZero + size.bars} />
    <text x={scale.x(chart.now)} y={size.bottom + 12} textAnchor="middle">
      {until}
    </text>
  </g>
);

/** The chart of a queue; the same numbers stand in the table under it. */
export const BacklogChart = ({ chart, title, says, until }: Props) => {
  const { ref, width } = useWidth();
  const scale = scaleOf(chart, width);
  const part = { chart, scale };
  return (
    <div ref={ref}>
      <svg
        className="hf-chart"
        width={width}
        height={size.bottom + 18}
        viewBox={`0 0 ${width} ${size.bottom + 18}`}
        role="img"
        aria-label={`${title}. ${says} From ${formatDateTime(chart.fromAt)} on; the numbers are in the table below.`}
      >
        <Axes {...part} />
        <Range {...part} />
        <Past {...part} />
        <Bars {...part} />
        <Until {...part} until={until} />
        <Marks {...part} />
      </svg>
    </div>
  );
};
