export interface FirstFigure {
  readonly gzip: number;
  readonly files: readonly { readonly file: string; readonly gzip: number }[];
}

export function firstFigure(): Promise<FirstFigure | undefined>;
