import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { open, unlink } from 'node:fs/promises';
import type { Problem } from './problem.js';

/**
 * The file in which everything that was not taken over as it stood is kept, one JSON object a line. It describes the last run only
 * and is readable by its owner alone; when there was nothing to keep, no file is left.
 */
export class Rejects {
  private lines = 0;

  private constructor(
    readonly path: string,
    private readonly stream: WriteStream,
  ) {}

  /** @throws when the file cannot be written, with a sentence that says what to do. Nothing is imported before this is known. */
  static async open(path: string): Promise<Rejects> {
    const handle = await open(path, 'w', 0o600).catch((error: NodeJS.ErrnoException) => {
      throw new Error(`The rejects file ${path} cannot be written (${error.code}). Name another with --rejects PATH.`);
    });
    return new Rejects(path, createWriteStream(path, { fd: handle }));
  }

  async keep({ kind, position, field, reason, record }: Problem): Promise<void> {
    this.lines += 1;
    const line = JSON.stringify({ kind, ...position, field, reason, record });
    if (!this.stream.write(`${line}\n`)) await once(this.stream, 'drain');
  }

  /** Returns how many were kept. */
  async close(): Promise<number> {
    this.stream.end();
    await once(this.stream, 'close');
    if (this.lines === 0) await unlink(this.path);
    return this.lines;
  }
}
