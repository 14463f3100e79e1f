import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { CompactSign } from 'jose';
import { CLOSURE_TYPE, type Closure, type ClosureLine, type ClosureLogOptions } from './closure.js';

export const hashOfLine = (line: string): string => createHash('sha256').update(line).digest('base64url');

/** Files of a subgraph in a directory that it may share with others: `consent.<moment>.<unique>.jsonl`. */
export const isFileOf = (subgraph: string, name: string): boolean =>
  name.startsWith(`${subgraph}.`) && name.endsWith('.jsonl');

/**
 * One process's own file and chain: processes need not agree on anything. What `append` has returned for is on the disk. A file to which
 * something could not be written, or which somebody has removed, is never written to again: a torn line can only be a file's last.
 */
export class ClosureFile {
  #handle: FileHandle | null = null;
  #previous: string | null = null;

  constructor(
    private readonly subgraph: string,
    private readonly options: ClosureLogOptions,
  ) {}

  async append(closures: readonly Closure[]): Promise<void> {
    try {
      if (this.#handle && (await this.#handle.stat()).nlink === 0) await this.close();
      this.#handle ??= await this.#open();
      let previous = this.#previous;
      let text = '';
      for (const closure of closures) {
        const line = await this.#sign({ subgraph: this.subgraph, previous, ...closure });
        previous = hashOfLine(line);
        text += `${line}\n`;
      }
      await this.#handle.appendFile(text);
      await this.#handle.sync();
      this.#previous = previous;
    } catch (error) {
      await this.close().catch(() => {});
      throw error;
    }
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = null;
    this.#previous = null;
    await handle?.close();
  }

  async #open(): Promise<FileHandle> {
    const { directory } = this.options;
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const moment = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
    const handle = await open(join(directory, `${this.subgraph}.${moment}.${randomUUID()}.jsonl`), 'ax', 0o600);
    // the file's name must outlive a power cut as its lines do
    const folder = await open(directory, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
    return handle;
  }

  #sign(line: ClosureLine): Promise<string> {
    const { kid, privateKey } = this.options.signingKey();
    return new CompactSign(Buffer.from(JSON.stringify(line)))
      .setProtectedHeader({ alg: 'EdDSA', typ: CLOSURE_TYPE, kid })
      .sign(privateKey);
  }
}
