export interface PackageFile {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly sideEffects: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  readonly engines: Readonly<Record<string, string>>;
  readonly unpkg: string;
  readonly jsdelivr: string;
}

export interface ConsumerBundle {
  readonly code: string;
  readonly modules: readonly string[];
  readonly weights: Readonly<Record<string, number>>;
  readonly bytes: number;
  readonly gzip: number;
  readonly lazyGzip: number;
  readonly entry: string;
  readonly chunks: readonly { readonly file: string; readonly code: string; readonly gzip: number }[];
}

export interface SizeGate {
  readonly limit: number;
  readonly reachFor: number;
}

export const packageFile: PackageFile;
export function builtFile(publicPath: string): string;
export function ensureBuilt(): void;
export function bundleAsConsumer(source: string): Promise<ConsumerBundle>;
export const sizeGates: Readonly<Record<string, SizeGate>>;
export const charts: readonly string[];
export const chartsGate: SizeGate;
export const firstFigureLimit: number;
export const chartsSource: string;
