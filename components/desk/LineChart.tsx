import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { CHINA_TIME_ZONE } from '../../reports/china-day.ts';

/** One line of a chart. `color` names a token. */
export interface ChartSeries {
  readonly label: string;
  readonly values: readonly (number | null)[];
  readonly color: string;
  readonly dash?: readonly number[];
}

/** Lines over days. Those who cannot see them need a `DayTable` of the same series beside it. */
export function LineChart({
  title,
  days,
  series,
  height = 180,
}: {
  title: string;
  days: readonly number[];
  series: readonly ChartSeries[];
  height?: number;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const host = box.current!;
    const token = (name: string) => resolved(host, `var(${name})`);
    const axis = {
      stroke: token('--zs-ink-2'),
      grid: { stroke: token('--zs-rule'), width: 1 },
      font: '12px system-ui',
    };
    const plot = new uPlot(
      {
        width: host.clientWidth || 400,
        height,
        legend: { live: false },
        cursor: { drag: { x: false, y: false } },
        scales: { x: { time: true } },
        // A point is the start of a day in China: elsewhere the axis would name the day before or after.
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), CHINA_TIME_ZONE),
        axes: [axis, { ...axis, size: 58 }],
        series: [
          {},
          ...series.map(
            (one) =>
              ({
                label: one.label,
                stroke: token(one.color),
                width: 2,
                dash: one.dash ? [...one.dash] : undefined,
                points: { show: days.length < 40 },
              }) as uPlot.Series,
          ),
        ],
      },
      [days.map((day) => day / 1000), ...series.map((one) => [...one.values])] as uPlot.AlignedData,
      host,
    );
    const watch = new ResizeObserver(
      () => host.clientWidth > 0 && plot.setSize({ width: host.clientWidth, height }),
    );
    watch.observe(host);
    return () => {
      watch.disconnect();
      plot.destroy();
    };
  }, [days, series]);
  return (
    <figure class="dk-chart" aria-label={title}>
      <figcaption>{title}</figcaption>
      <div ref={box} />
    </figure>
  );
}

/** The canvas knows no custom properties or light-dark(): ask the page for the colour that is in force. */
function resolved(host: HTMLElement, value: string): string {
  const probe = host.appendChild(document.createElement('span'));
  probe.style.setProperty('color', value);
  const color = getComputedStyle(probe).color;
  probe.remove();
  return color;
}
