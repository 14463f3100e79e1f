import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { replace } from './folders.js';

cryptoProvider.set(webcrypto as never);

const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;

interface Authority {
  readonly certificate: X509Certificate;
  readonly key: webcrypto.CryptoKey;
}

/**
 * A certificate for each process, good for both ends of a connection, signed by the hub's own authority in `base`/authority, which is made when it
 * is not there. An organisation with an authority of its own puts tls-cert.pem, tls-key.pem and tls-ca.pem there itself instead.
 * @param hosts names and addresses under which a process is called, besides its own name and this machine
 */
export async function writeCertificates(
  base: string,
  processes: readonly string[],
  days: number,
  hosts: readonly string[] = [],
): Promise<void> {
  await mkdir(base, { recursive: true, mode: 0o700 });
  const authority = await keptAuthority(base);
  for (const name of processes) {
    const { certificate, key } = await certificateOf(authority, name, days, hosts);
    const folder = join(base, name);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await replace(join(folder, 'tls-ca.pem'), authority.certificate.toString('pem'));
    await replace(join(folder, 'tls-key.pem'), key);
    await replace(join(folder, 'tls-cert.pem'), certificate.toString('pem'));
  }
}

async function keptAuthority(base: string): Promise<Authority> {
  const files = [join(base, 'authority-cert.pem'), join(base, 'authority-key.pem')] as const;
  try {
    const [certificate, key] = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    return { certificate: new X509Certificate(certificate!), key: await privateKeyIn(key!) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw new Error(`${files[0]} or its key cannot be read.`);
  }
  const keys = await webcrypto.subtle.generateKey(P256, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: 'CN=Dereu',
    notBefore: new Date(Date.now() - DAY_MS),
    notAfter: new Date(Date.now() + 3_650 * DAY_MS),
    signingAlgorithm: P256,
    keys: keys as never,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  await replace(files[1], await pem(keys.privateKey));
  await replace(files[0], certificate.toString('pem'));
  return { certificate, key: keys.privateKey as never };
}

async function certificateOf(authority: Authority, name: string, days: number, hosts: readonly string[]) {
  const keys = await webcrypto.subtle.generateKey(P256, true, ['sign', 'verify']);
  const names = [name, 'localhost', '127.0.0.1', '::1', ...hosts];
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: `CN=${name}`,
    issuer: authority.certificate.subject,
    notBefore: new Date(Date.now() - DAY_MS),
    notAfter: new Date(Date.now() + days * DAY_MS),
    signingAlgorithm: P256,
    publicKey: keys.publicKey as never,
    signingKey: authority.key,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
      new SubjectAlternativeNameExtension(names.map((value) => ({ type: isIP(value) ? 'ip' : 'dns', value }))),
    ],
  });
  return { certificate, key: await pem(keys.privateKey) };
}

/** Positive and unpredictable: RFC 5280, section 4.1.2.2 */
const serial = () => `01${Buffer.from(webcrypto.getRandomValues(new Uint8Array(15))).toString('hex')}`;

async function pem(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key));
  return `-----BEGIN PRIVATE KEY-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`;
}

async function privateKeyIn(text: string): Promise<webcrypto.CryptoKey> {
  const der = Buffer.from(text.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  return (await webcrypto.subtle.importKey('pkcs8', der, P256, false, ['sign'])) as never;
}
