export interface StaticServer {
  readonly url: string;
  close(): Promise<void>;
}

export function serve(
  folder: string,
  options?: {
    readonly headers?: Readonly<Record<string, string>>;
    readonly pages?: Readonly<Record<string, string>>;
    readonly files?: Readonly<Record<string, string>>;
  },
): Promise<StaticServer>;
