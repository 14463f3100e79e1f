/** Where a row stands in the input, for a person with an editor and for a program. */
export interface Position {
  /** The file as it was named on the command line, or its name inside the folder. */
  readonly file: string;
  /** Counted from 1; the line where the row begins (in JSON, the line of its `{`). */
  readonly line: number;
  /** JSON Pointer (RFC 6901) of the row in a JSON file; in a CSV file `/<number of the row>`, counted from 0 after the header. */
  readonly pointer: string;
}

/**
 * What became of something that was not taken over as it stands.
 * `REJECTED`: the row was refused as a whole and nothing of it is in the hub. `SKIPPED`: the row is sound, but says nothing that
 * belongs in the hub (deleted, ended, a voucher). `FIELD`: the row was imported without this field.
 */
export type ProblemKind = 'REJECTED' | 'SKIPPED' | 'FIELD';

export interface Problem {
  readonly kind: ProblemKind;
  readonly position: Position;
  /** The name that the input's own format gives to the field, as a path inside the row; empty when it is the row itself. */
  readonly field: string;
  /** One sentence, without any value of the input in it. */
  readonly reason: string;
  /** What goes into the rejects file: the row, or the field's value alone. Blanked by the caller where the place is confidential. */
  readonly record: unknown;
}

/** A fault inside one row, before it is known where the row stands. */
export interface Fault {
  readonly field: string;
  readonly reason: string;
  readonly value?: unknown;
}
