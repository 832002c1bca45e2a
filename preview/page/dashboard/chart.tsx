import type { Chart } from '../../protocol.ts';

interface Props {
  chart: Chart;
  /** What the chart is about; its caption. */
  title: string;
  /** Bars lie for a few names, columns stand for a row of months. */
  form: 'bar' | 'column';
}

/** The longest bar leaves room for its number. */
const ROOM = 1.15;

/** Numbers as bars. It is a table that Charts.css draws: who cannot see it reads the table. */
export const ChartView = ({ chart: { series, points }, title, form }: Props) => {
  const most = ROOM * Math.max(1, ...points.flatMap(({ values }) => values));
  const isMultiple = series.length > 1;
  return (
    <div class="chart" role="region" aria-label={`${title}, as a chart`} tabIndex={0}>
      <table
        class={`charts-css ${form} show-labels show-data data-spacing-4 ${isMultiple ? 'multiple' : ''} ${form === 'column' ? 'show-primary-axis' : ''}`}
      >
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{form === 'column' ? 'Month' : 'Kind'}</th>
            {series.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map(({ label, values }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {values.map((value, index) => (
                <td key={index} style={{ '--size': String(value / most) }}>
                  <span class="data">{value}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {isMultiple && (
        <ul class="chart-legend" aria-hidden="true">
          {series.map((name, index) => (
            <li key={name} class={`series-${index + 1}`}>
              {name}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
