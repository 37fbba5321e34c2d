/**
 * The same four pictures by Chart.js, Observable Plot and ECharts, as their documentation draws them: without
 * animation, with axes and their default tooltips. Each adapter: mount(box, kind, figures) -> { update(figures),
 * resize(), remove() }.
 */
import * as Plot from '@observablehq/plot';
import { Chart, registerables } from 'chart.js';
import { MatrixController, MatrixElement } from 'chartjs-chart-matrix';
import * as echarts from 'echarts';

Chart.register(...registerables, MatrixController, MatrixElement);

const steps = ['#eef4fc', '#bbd4f3', '#89b3e9', '#5692dd', '#3a72b7', '#1f5492', '#02376f'];
const shade = (days) => steps[Math.min(steps.length - 1, Math.floor(days / 3))];
const parts = ['movedOn', 'stillHere', 'lost'];
const colors = ['#2566d2', '#9dbcf0', '#c9ced6'];
const heights = { funnel: 260, heatmap: 620, leaderboard: 620, forecast: 260 };
const unique = (values) => [...new Set(values)];

const chartData = {
  funnel: ({ funnel }) => ({
    labels: funnel.map((row) => row.stage),
    datasets: parts.map((part, index) => ({
      label: part,
      data: funnel.map((row) => row[part]),
      backgroundColor: colors[index],
    })),
  }),
  leaderboard: ({ leaderboard }) => ({
    labels: leaderboard.map((row) => row.owner),
    datasets: [{ label: 'won', data: leaderboard.map((row) => row.won), backgroundColor: colors[0] }],
  }),
  forecast: ({ forecast }) => ({
    labels: forecast.map((row) => row.day.toISOString().slice(0, 10)),
    datasets: [
      { label: 'won', data: forecast.map((row) => row.won), borderColor: colors[0], pointRadius: 0 },
      { label: 'goal', data: forecast.map((row) => row.goal), borderColor: '#1b1f24', pointRadius: 0 },
    ],
  }),
  heatmap: ({ heatmap }) => ({
    datasets: [
      {
        data: heatmap.map((row) => ({ x: row.stage, y: row.owner, v: row.days })),
        backgroundColor: ({ raw }) => shade(raw?.v ?? 0),
        width: ({ chart }) => (chart.chartArea?.width ?? 0) / 8 - 2,
        height: ({ chart }) => (chart.chartArea?.height ?? 0) / 24 - 2,
      },
    ],
  }),
};
const chartOptions = (kind, { heatmap }) => ({
  animation: false,
  responsive: true,
  maintainAspectRatio: false,
  resizeDelay: 0,
  ...(kind === 'funnel' ? { indexAxis: 'y', scales: { x: { stacked: true }, y: { stacked: true } } } : {}),
  ...(kind === 'leaderboard' ? { indexAxis: 'y' } : {}),
  ...(kind === 'heatmap'
    ? {
        scales: {
          x: { type: 'category', labels: unique(heatmap.map((row) => row.stage)) },
          y: { type: 'category', labels: unique(heatmap.map((row) => row.owner)) },
        },
      }
    : {}),
});

export const chartjs = {
  mount(box, kind, figures) {
    const canvas = document.createElement('canvas');
    box.append(canvas);
    const chart = new Chart(canvas, {
      type: { funnel: 'bar', leaderboard: 'bar', forecast: 'line', heatmap: 'matrix' }[kind],
      data: chartData[kind](figures),
      options: chartOptions(kind, figures),
    });
    return {
      update(next) {
        const data = chartData[kind](next);
        for (const [index, set] of data.datasets.entries()) chart.data.datasets[index].data = set.data;
        chart.data.labels = data.labels;
        chart.update('none');
      },
      resize() {}, // its own observer
      remove() {
        chart.destroy();
        canvas.remove();
      },
    };
  },
};

const plots = {
  funnel: ({ funnel }, width) =>
    Plot.plot({
      width,
      height: heights.funnel,
      marginLeft: 80,
      y: { domain: funnel.map((row) => row.stage) },
      color: { domain: parts, range: colors, legend: false },
      marks: [
        Plot.barX(
          funnel.flatMap((row) => parts.map((part) => ({ stage: row.stage, part, n: row[part] }))),
          { x: 'n', y: 'stage', fill: 'part', tip: true },
        ),
      ],
    }),
  leaderboard: ({ leaderboard }, width) =>
    Plot.plot({
      width,
      height: heights.leaderboard,
      marginLeft: 80,
      marks: [
        Plot.barX(leaderboard, { x: 'won', y: 'owner', fill: colors[0], sort: { y: '-x' }, tip: true }),
      ],
    }),
  forecast: ({ forecast }, width) =>
    Plot.plot({
      width,
      height: heights.forecast,
      marginLeft: 80,
      marks: [
        Plot.lineY(forecast, { x: 'day', y: 'won', stroke: colors[0] }),
        Plot.lineY(forecast, { x: 'day', y: 'goal' }),
        Plot.tip(forecast, Plot.pointerX({ x: 'day', y: 'won' })),
      ],
    }),
  heatmap: ({ heatmap }, width) =>
    Plot.plot({
      width,
      height: heights.heatmap,
      marginLeft: 80,
      color: { type: 'quantize', range: steps },
      marks: [
        Plot.cell(heatmap, { x: 'stage', y: 'owner', fill: 'days', tip: true }),
        Plot.text(heatmap, { x: 'stage', y: 'owner', text: 'days' }),
      ],
    }),
};

export const plot = {
  mount(box, kind, figures) {
    let last = figures;
    let drawn = plots[kind](figures, box.clientWidth);
    box.append(drawn);
    const redraw = () => {
      const next = plots[kind](last, box.clientWidth);
      drawn.replaceWith(next);
      drawn = next;
    };
    return {
      update(next) {
        last = next;
        redraw();
      },
      resize: redraw, // it has no observer: the host draws again
      remove: () => drawn.remove(),
    };
  },
};

const axis = (values) => ({ type: 'category', data: values });
const echartOptions = {
  funnel: ({ funnel }) => ({
    yAxis: axis(funnel.map((row) => row.stage)),
    xAxis: { type: 'value' },
    series: parts.map((part, index) => ({
      type: 'bar',
      stack: 'all',
      name: part,
      color: colors[index],
      data: funnel.map((row) => row[part]),
    })),
  }),
  leaderboard: ({ leaderboard }) => ({
    yAxis: axis(leaderboard.map((row) => row.owner)),
    xAxis: { type: 'value' },
    series: [{ type: 'bar', data: leaderboard.map((row) => row.won) }],
  }),
  forecast: ({ forecast }) => ({
    xAxis: { type: 'time' },
    yAxis: { type: 'value' },
    series: ['won', 'goal'].map((key) => ({
      type: 'line',
      showSymbol: false,
      data: forecast.map((row) => [row.day, row[key]]),
    })),
  }),
  heatmap: ({ heatmap }) => ({
    xAxis: axis(unique(heatmap.map((row) => row.stage))),
    yAxis: axis(unique(heatmap.map((row) => row.owner))),
    visualMap: { min: 0, max: 20, show: false, inRange: { color: steps } },
    series: [
      {
        type: 'heatmap',
        label: { show: true },
        data: heatmap.map((row) => [row.stage, row.owner, row.days]),
      },
    ],
  }),
};

export const echart = {
  mount(box, kind, figures) {
    const chart = echarts.init(box);
    const base = { animation: false, tooltip: {} };
    chart.setOption({ ...base, ...echartOptions[kind](figures) });
    return {
      update: (next) => chart.setOption(echartOptions[kind](next)),
      resize: () => chart.resize(),
      remove: () => chart.dispose(),
    };
  },
};

export const boxHeight = heights;
