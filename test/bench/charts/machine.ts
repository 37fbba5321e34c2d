/** What a browser costs the machine: processor time of all its processes, from Linux' `/proc`. */
import { readdirSync, readFileSync } from 'node:fs';

/** Processor time is counted in ticks of 10 ms on every Linux that Chromium runs on: an operation is measured by the dozen. */
const MS_PER_TICK = 10;

interface Process {
  readonly id: number;
  readonly parent: number;
  readonly ticks: number;
}

function processes(): readonly Process[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // The name stands in brackets and may hold anything.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return [
        { id: Number(name), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) },
      ];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}

/** @returns milliseconds of processor time, in user and kernel mode, of a process and all that it started and that still run */
export function processorTime(root: number): number {
  const all = processes();
  const family = new Set([root]);
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const { id, parent } of all) if (family.has(parent)) family.add(id);
  }
  return all.reduce((sum, { id, ticks }) => (family.has(id) ? sum + ticks * MS_PER_TICK : sum), 0);
}
