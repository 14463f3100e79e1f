import { readFile, stat } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';

/** PEM files: the certificate of a process, its key, and the authority that signs the certificates of the processes of this hub. */
export interface TlsFiles {
  readonly certificate: string;
  readonly key: string;
  readonly authority: string;
}

/** The files of a key folder by their fixed names; undefined when it has no certificate. */
export async function tlsFilesIn(folder: string): Promise<TlsFiles | undefined> {
  const files = {
    certificate: join(folder, 'tls-cert.pem'),
    key: join(folder, 'tls-key.pem'),
    authority: join(folder, 'tls-ca.pem'),
  };
  return (await stat(files.certificate).catch(() => null)) ? files : undefined;
}

/** Read once, at the start: a new certificate comes with a restart of the process. TLS 1.3 only: both ends are ours. */
export async function tlsOptions(files: TlsFiles) {
  const [cert, key, ca] = await Promise.all([files.certificate, files.key, files.authority].map((f) => readFile(f)));
  return { cert: cert!, key: key!, ca: ca!, minVersion: 'TLSv1.3' as const };
}

/** Whether a host is this machine itself, where nobody listens on the wire. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}
