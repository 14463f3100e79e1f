export interface MeasurementOptions {
  /** Length of one run */
  readonly seconds: number;
  /** Of each contender */
  readonly runs: number;
  readonly connections: number;
  /** Also say where the time goes */
  readonly breakdown: boolean;
  /** Rows of each large table */
  readonly rows: number;
}

/** Makes one measurement, prints it and keeps it in `bench/results`. @throws when what is measured does not do its job */
export type Measurement = (options: MeasurementOptions, say: (line: string) => void) => Promise<void>;
