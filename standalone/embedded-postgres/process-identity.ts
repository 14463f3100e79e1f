import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process as a pid and its start, because pids are reused, in containers within minutes. */
export interface ProcessIdentity {
  pid: number;
  /** Comparable only for equality; undefined when the process is gone or hidden. */
  startedAt?: string;
}

export function identify(pid: number): ProcessIdentity {
  return { pid, startedAt: startOf(pid) };
}

/** False for a zombie: it has ended, and where pid 1 does not collect its children it would stay for ever. */
export function isRunning(process_: ProcessIdentity): boolean {
  try {
    process.kill(process_.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  if (linuxStat(process_.pid)?.state === 'Z') return false;
  return process_.startedAt === undefined || process_.startedAt === startOf(process_.pid);
}

function startOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return outputOfPs(pid, 'lstart=');
  const ticks = linuxStat(pid)?.startTicks;
  // Ticks count from the boot, so alone they could repeat after the next one.
  return ticks && `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks}`;
}

function linuxStat(pid: number): { state?: string; startTicks?: string } | undefined {
  try {
    // The command's name, in brackets, may hold spaces and brackets itself; fields 3 and 22 of proc_pid_stat(5).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return { state: fields[0], startTicks: fields[19] };
  } catch {
    return undefined;
  }
}

export function outputOfPs(pid: number, column: string): string | undefined {
  try {
    return execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}
