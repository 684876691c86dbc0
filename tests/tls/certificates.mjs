// A root and a certificate for 127.0.0.1 that it signed, as a plant's own authority makes them.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const openssl = (folder, ...words) => execFileSync('openssl', words, { cwd: folder, stdio: 'ignore' });

const makeKey = (folder, name) => openssl(folder, 'genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', name);

// {certificate, key, otherKey, caFile}: paths; {ca}: the root's text.
export function makeCertificates(folder) {
  const [certificate, key, otherKey] = ['tls.pem', 'tls.key', 'other.key'].map((name) => join(folder, name));
  for (const name of ['root.key', 'tls.key', 'other.key']) makeKey(folder, name);
  openssl(folder, 'req', '-x509', '-key', 'root.key', '-subj', '/CN=A plant', '-days', '2', '-out', 'root.pem');
  openssl(folder, 'req', '-new', '-key', 'tls.key', '-subj', '/CN=rackline', '-out', 'tls.csr');
  writeFileSync(join(folder, 'names'), 'subjectAltName = IP:127.0.0.1\n');
  openssl(folder, 'x509', '-req', '-in', 'tls.csr', '-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial', '-days', '2',
    '-extfile', 'names', '-out', 'tls.pem');
  const caFile = join(folder, 'root.pem');
  return { certificate, key, otherKey, ca: readFileSync(caFile, 'utf8'), caFile };
}
