import { BarController, BarElement, CategoryScale, Chart, LinearScale } from "chart.js";
import { css, html, LitElement, type TemplateResult } from "lit";
import type { ChartView } from "../../src/ui/board/protocol.ts";

Chart.register(BarController, BarElement, CategoryScale, LinearScale);

/** Pixels that one bar takes with the space around it. */
const barHeight = 24;

/** Pixels that a character takes, about: what is beside the bars gets less than half of the picture. */
const characterWidth = 8;

/** Horizontal bars, drawn in the colours of the theme. A picture only: its summary and its table stand beside it. */
export class BarChart extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    div {
      position: relative;
    }
  `;
  static override properties = { chart: { attribute: false } };

  declare chart: ChartView | undefined;
  #drawn: Chart<"bar", number[], string> | undefined;
  /** A theme is a change of variables at the root. */
  readonly #themes = new MutationObserver(() => this.#draw());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#themes.observe(document.documentElement, { attributeFilter: ["style"] });
    this.#themes.observe(document.body, { attributeFilter: ["class"] });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#themes.disconnect();
    this.#drawn?.destroy();
    this.#drawn = undefined;
  }

  override render(): TemplateResult {
    const { title = "", summary = "" } = this.chart ?? {};
    return html`<div><canvas role="img" aria-label="${title}. ${summary}"></canvas></div>`;
  }

  override updated(): void {
    this.#draw();
  }

  #draw(): void {
    const canvas = this.renderRoot.querySelector("canvas");
    const { chart } = this;
    if (!canvas?.parentElement || !chart) return;
    canvas.parentElement.style.blockSize = `${chart.bars.length * barHeight + 8}px`;
    const room = Math.floor(canvas.parentElement.clientWidth / 2 / characterWidth);
    const look = getComputedStyle(this);
    const colour = (name: string): string => look.getPropertyValue(name).trim();
    const longest = Math.max(
      ...chart.bars.map((_, bar) => chart.series.reduce((sum, { values }) => sum + (values[bar] ?? 0), 0)),
    );
    const text = colour("--vscode-editor-foreground");
    const blue = colour("--vscode-charts-blue");
    this.#drawn?.destroy();
    this.#drawn = new Chart(canvas, {
      type: "bar",
      data: {
        labels: chart.bars.map((bar) => labelOf(bar, room)),
        datasets: chart.series.map(({ name, fill, values }) => ({
          label: name,
          data: values,
          backgroundColor: filling(fill, blue),
          borderColor: blue,
          borderWidth: 1,
          barThickness: 12,
          minBarLength: values.some((value) => value > 0) && chart.series.length === 1 ? 2 : 0,
        })),
      },
      options: {
        indexAxis: "y",
        animation: false,
        events: [],
        responsive: true,
        maintainAspectRatio: false,
        scales: {
          x: { stacked: true, display: false, beginAtZero: true, grace: 0, max: longest },
          y: {
            stacked: true,
            grid: { display: false },
            border: { color: text },
            ticks: {
              color: text,
              autoSkip: false,
              font: { family: look.fontFamily, size: Number.parseFloat(look.fontSize) || 13 },
            },
          },
        },
      },
    });
  }
}

/** The value is always to be seen; of a long name what fits. The table has every word. */
function labelOf({ name, value }: ChartView["bars"][number], room: number): string {
  const left = Math.max(4, room - value.length - 2);
  return `${name.length > left ? `${name.slice(0, left - 1)}…` : name}: ${value}`;
}

/** A filling that can be told apart without its colour. */
function filling(fill: ChartView["series"][number]["fill"], colour: string): string | CanvasPattern {
  if (fill === "solid") return colour;
  const tile = document.createElement("canvas");
  tile.width = tile.height = 6;
  const pen = tile.getContext("2d");
  const pattern = pen && fill === "striped" ? striped(pen, tile, colour) : null;
  return pattern ?? "transparent";
}

function striped(pen: CanvasRenderingContext2D, tile: HTMLCanvasElement, colour: string): CanvasPattern | null {
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.moveTo(0, 6);
  pen.lineTo(6, 0);
  pen.stroke();
  return pen.createPattern(tile, "repeat");
}
