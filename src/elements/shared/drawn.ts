import type { BlobOptions } from './export/index.js';
import { PipelineChart } from './frame.js';
import type { ExportKind, PlotPicture } from './frame-types.js';

const KINDS: readonly ExportKind[] = ['csv', 'svg', 'png'];

/** A widget whose plot can be saved as a picture. */
export abstract class PipelineDrawnChart extends PipelineChart {
  /**
   * The widget as a standalone SVG file: heading, sentence, plot, legend and notes, in the colours that it has on the
   * page. Rejects, with a reason in the widget's language, where nothing is drawn.
   */
  async toSVG(): Promise<string> {
    const { toSvg } = await this.exporting();
    return toSvg(this.exported);
  }

  /** The same as a file: `image/png` (default), painted at `scale` pixels for each CSS pixel (default 2), or `image/svg+xml`. */
  async toBlob(options?: BlobOptions): Promise<Blob> {
    const { toBlob } = await this.exporting();
    return toBlob(this.exported, options);
  }

  protected override get exportKinds(): readonly ExportKind[] {
    return KINDS;
  }

  /** What the picture shows at a width; undefined: nothing is drawn. */
  protected abstract override picture(width: number): PlotPicture | undefined;
}
