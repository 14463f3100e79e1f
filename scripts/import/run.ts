import { basename } from 'node:path';
import type { Command } from './command.js';
import { Hub, HubUnavailable } from './hub.js';
import { importHmis } from './import-hmis.js';
import { importHsds } from './import-hsds.js';
import { Rejects } from './rejects.js';
import { Report } from './report.js';

export interface RunOptions {
  readonly token: () => Promise<string>;
  readonly print: (line: string) => void;
  readonly now?: Date;
  /** See `HubOptions`. */
  readonly pauseMs?: number;
}

/** Carries out one import and prints its report. Returns the report; `accountedFor` is false when anything is not in the hub unsaid. */
export async function runImport(command: Exclude<Command, { kind: 'HELP' }>, options: RunOptions): Promise<Report> {
  const hub = new Hub({
    url: command.url,
    token: options.token,
    ...(options.pauseMs === undefined ? {} : { pauseMs: options.pauseMs }),
  });
  const report = new Report(await Rejects.open(command.rejects), options.print);
  try {
    if (command.kind === 'HSDS') {
      await importHsds(command.path, basename(command.path), command.source, hub, report);
    } else {
      const today = wallDate(options.now ?? new Date(), command.zone);
      await importHmis(command.path, { ...command, today }, hub, report);
    }
  } catch (error) {
    if (!(error instanceof HubUnavailable)) throw error;
    report.stop(error.message);
  } finally {
    await report.finish(hub.unanswered);
  }
  return report;
}

/** YYYY-MM-DD in that zone. */
function wallDate(instant: Date, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(instant);
}
