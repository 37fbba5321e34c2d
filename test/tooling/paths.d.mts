export const root: string;
export function bin(packageName: string, command?: string): string;
