import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const KIT = pathToFileURL('dist/subgraphs/kit/index.js').href;

/** A process of the hub in which something goes wrong that nobody foresaw. */
function ending(code: string) {
  const program = `import { createOperating, endOnFault } from '${KIT}';
    endOnFault((await createOperating({ process: 'unit', level: 'info' })).log);
    ${code}
    setTimeout(() => console.log('still there'), 5_000);`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
  });
  return { status, stderr, line: JSON.parse(stdout) };
}

describe('a process in which an error is not caught', () => {
  test.each([
    ['thrown', "setTimeout(() => { throw new TypeError('Aigerim'); });"],
    ['rejected', "Promise.reject(new TypeError('Aigerim'));"],
  ])('ends with 1 and one line when it is %s; the message is nowhere', (_, code) => {
    const { status, stderr, line } = ending(code);
    expect(status).toBe(1);
    expect(stderr).toBe('');
    expect(line).toMatchObject({ level: 'error', event: 'process_failed', errorName: 'TypeError', process: 'unit' });
    expect(JSON.stringify(line)).not.toContain('Aigerim');
  });

  test('prints no warning of the runtime either', () => {
    const { stderr, line } = ending("process.emitWarning('Aigerim'); setTimeout(() => process.exit(0), 100);");
    expect(stderr).toBe('');
    expect(line).toMatchObject({ level: 'warn', event: 'process_warning' });
    expect(JSON.stringify(line)).not.toContain('Aigerim');
  });
});
