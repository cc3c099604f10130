/** Bars and lines beside the figures that they show. The library that draws them is asked for when the first chart appears. */
import { css, html, LitElement } from 'lit';
import { quantity, texts } from './language.js';
import { table } from './parts.js';
import { save } from './sheet.js';

const text = texts({
  'pt-BR': {
    figures: 'Ver os números em tabela',
    noLibrary: 'O gráfico não pôde ser carregado. Os números estão na tabela.',
    howTo: 'Use as setas do teclado para ler ponto a ponto.',
  },
  en: {
    figures: 'See the figures as a table',
    noLibrary: 'The chart could not be loaded. Its figures are in the table.',
    howTo: 'Use the arrow keys to read it point by point.',
  },
});

document.adoptedStyleSheets.push(css`
  .chart { margin: 0; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: 6px; background: var(--surface); }
  .chart figcaption { font-weight: 600; }
  .legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: .25rem 0; padding: 0; list-style: none; color: var(--muted); }
  .swatch { display: inline-block; width: 1rem; height: .75rem; margin-right: .375rem; background: currentColor; }
  .swatch.mark { width: .25rem; height: 1rem; vertical-align: middle; }
  .swatch.line { height: .1875rem; vertical-align: middle; }
  .swatch.tone-0 { color: light-dark(#1d6fa5, #3d8cc6); }
  .swatch.tone-1 { color: light-dark(#b3541e, #ffa462); }
  .swatch.tone-2 { color: light-dark(#14212b, #f1f5f8); }
  .swatch.tone-3 { color: light-dark(#6b4fa0, #c2a8ff); }
  .plot { width: 100%; height: 16rem; color: var(--muted); border-color: var(--line); background-color: var(--surface); }
  .plot canvas { border-radius: 0; }
  .reading { margin: .25rem 0; min-height: 1.5em; color: var(--muted); font-variant-numeric: tabular-nums; }
  .chart summary { cursor: pointer; min-height: 1.5rem; color: var(--accent); }
  .chart details button { margin-top: .5rem; }
`.styleSheet);

let library;

/** ECharts, which its own script makes known to all. */
function drawing() {
  library ??= import(document.querySelector('meta[name="charts"]').content).then(() => window.echarts, failure => {
    library = undefined;
    throw failure;
  });
  return library;
}

const dark = matchMedia('(prefers-color-scheme: dark)');
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
/** Height of a bar that lies, with its distance, and of what stands around them, in px. */
const LYING = 34;
const AROUND = 48;

const coordinate = value => value === null ? null : Number(value);

/** What ECharts is told of a series. */
const KINDS = {
  bar: () => ({ type: 'bar', barMaxWidth: 40 }),
  line: () => ({ type: 'line', symbolSize: 7 }),
  /** A stroke across each bar, such as its target: longer than the bar is broad, each one, and above what is behind it. */
  mark: sideways => ({ type: 'line', symbol: 'rect', symbolSize: sideways ? [7, 34] : [48, 7], showAllSymbol: true, lineStyle: { width: 0 }, z: 10 }),
};

/**
 * A chart with its legend, its figures as a table and as CSV, and what the pointer or the keyboard points at in words.
 *
 * caption: what it shows. summary: what there is to see in it, in a sentence. axis: what its labels are. labels: one for each point.
 * series: each with name, kind (bar, line or mark), tone (0 to 3), values (decimals or null) and stack, by which bars stand upon each other.
 * sideways: bars lie, for labels that are long.
 */
class Chart extends LitElement {

  static properties = {
    caption: {}, summary: {}, axis: {}, labels: { attribute: false }, series: { attribute: false }, sideways: { type: Boolean },
    at: { state: true }, failed: { state: true },
  };

  draw = () => this.plot?.setOption(this.option(), { notMerge: true });

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    dark.addEventListener('change', this.draw);
    try {
      const [echarts] = await Promise.all([drawing(), this.updateComplete]);
      if (this.isConnected && !this.plot) {
        this.begin(echarts);
      }
    } catch {
      this.failed = true;
    }
  }

  begin(echarts) {
    const host = this.querySelector('.plot');
    // The library empties its place by writing an empty text as HTML, which the page's policy forbids whatever the text.
    Object.defineProperty(host, 'innerHTML', { set: () => host.replaceChildren(), configurable: true });
    this.plot = echarts.init(host);
    this.resized = new ResizeObserver(() => this.plot.resize());
    this.resized.observe(host);
    this.draw();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    dark.removeEventListener('change', this.draw);
    this.resized?.disconnect();
    this.plot?.dispose();
    this.plot = undefined;
  }

  updated(changed) {
    if (['labels', 'series', 'sideways'].some(name => changed.has(name))) {
      const host = this.querySelector('.plot');
      host.style.height = this.sideways ? `${this.labels.length * LYING + AROUND}px` : '';
      this.plot?.resize();
      this.draw();
    }
    if (changed.has('at')) {
      this.point();
    }
  }

  option() {
    const { color, borderColor } = getComputedStyle(this.querySelector('.plot'));
    const points = { type: 'category', data: this.labels, axisTick: { show: false }, axisLine: { lineStyle: { color: borderColor } },
      axisLabel: { color, hideOverlap: true }, inverse: this.sideways };
    const values = { type: 'value', axisLabel: { color, formatter: value => quantity(value), hideOverlap: true }, splitLine: { lineStyle: { color: borderColor } } };
    return {
      animation: !calm.matches,
      textStyle: { fontFamily: 'system-ui, sans-serif' },
      grid: { left: 4, right: 16, top: 12, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      xAxis: this.sideways ? values : points,
      yAxis: this.sideways ? points : values,
      series: this.series.map(this.drawn, this),
    };
  }

  drawn({ name, kind, stack, values }, index) {
    const { color } = getComputedStyle(this.querySelectorAll('.swatch')[index]);
    const outline = kind === 'mark' && { borderColor: getComputedStyle(this.querySelector('.plot')).backgroundColor, borderWidth: 1.5 };
    const own = KINDS[kind](this.sideways);
    return { ...own, name, stack, data: values.map(coordinate), itemStyle: { color, ...outline }, lineStyle: { color, ...own.lineStyle } };
  }

  /** Lets stand out what is pointed at. */
  point() {
    this.plot?.dispatchAction({ type: 'downplay' });
    if (this.at !== undefined) {
      this.series.forEach((_, seriesIndex) => this.plot?.dispatchAction({ type: 'highlight', seriesIndex, dataIndex: this.at }));
    }
  }

  hover({ offsetX, offsetY }) {
    const [column, row] = this.plot?.convertFromPixel('grid', [offsetX, offsetY]) ?? [];
    const found = this.sideways ? row : column;
    this.at = found >= 0 && found < this.labels.length ? found : undefined;
  }

  press(event) {
    const last = this.labels.length - 1;
    const goal = { Home: 0, End: last }[event.key] ?? (event.key in STEPS ? (this.at ?? (STEPS[event.key] > 0 ? -1 : last + 1)) + STEPS[event.key] : undefined);
    if (goal !== undefined && last >= 0) {
      event.preventDefault();
      this.at = Math.min(Math.max(goal, 0), last);
    }
  }

  get reading() {
    const values = this.series.map(({ name, values }) => `${name} ${quantity(values[this.at]) || '–'}`);
    return `${this.labels[this.at]}: ${values.join(' · ')}`;
  }

  /** Of the points, by their places. */
  get columns() {
    return [{ label: this.axis, value: at => this.labels[at] }, ...this.series.map(({ name, values }) => ({ label: name, value: at => values[at], figure: true }))];
  }

  export() {
    save(this.caption, this.columns, [...this.labels.keys()]);
  }

  render() {
    return html`<figure class="chart">
      <figcaption>${this.caption}</figcaption>
      <ul class="legend">${this.series.map(({ name, kind, tone }) => html`<li><span class="swatch ${kind} tone-${tone}"></span>${name}</li>`)}</ul>
      <div class="plot" role="img" tabindex="0" aria-label=${`${this.caption}. ${this.summary} ${text('howTo')}`} ?hidden=${this.failed}
        @keydown=${this.press} @pointermove=${this.hover} @pointerdown=${this.hover} @pointerleave=${() => this.at = undefined}></div>
      <p class="reading" role="status">${this.failed ? text('noLibrary') : this.at === undefined ? this.summary : this.reading}</p>
      <details ?open=${this.failed}>
        <summary>${text('figures')}</summary>
        ${table(this.caption, this.columns, this.labels.map((label, at) => html`<tr>
          <th scope="row">${label}</th>${this.series.map(({ values }) => html`<td class="number">${quantity(values[at])}</td>`)}
        </tr>`))}
        <button @click=${this.export}>${text('export')}</button>
      </details>
    </figure>`;
  }
}

customElements.define('esteira-chart', Chart);
