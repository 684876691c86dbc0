// A root and a certificate for 127.0.0.1 that it signed, as a plant's own authority makes them.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const openssl = (folder, ...words) => execFileSync('openssl', words, { cwd: folder, stdio: 'ignore' });

const makeKey = (folder, name) => openssl(folder, 'genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', name);

// Has the root sign a certificate for a key.
function sign(folder, key, certificate) {
  openssl(folder, 'req', '-new', '-key', key, '-subj', '/CN=rackline', '-out', 'tls.csr');
  openssl(folder, 'x509', '-req', '-in', 'tls.csr', '-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial', '-days', '2',
    '-extfile', 'names', '-out', certificate);
}

// Another certificate in the place of the one that is there; of another key, which does not come with it.
export function renewCertificate(folder) {
  sign(folder, 'other.key', 'tls.pem');
}

// {certificate, key, otherKey, rootKey, caFile}: paths; {ca}: the root's text.
export function makeCertificates(folder) {
  const [certificate, key, otherKey, rootKey] = ['tls.pem', 'tls.key', 'other.key', 'root.key'].map((name) => join(folder, name));
  for (const name of ['root.key', 'tls.key', 'other.key']) makeKey(folder, name);
  openssl(folder, 'req', '-x509', '-key', 'root.key', '-subj', '/CN=A plant', '-days', '2', '-out', 'root.pem');
  writeFileSync(join(folder, 'names'), 'subjectAltName = IP:127.0.0.1\n');
  sign(folder, 'tls.key', 'tls.pem');
  const caFile = join(folder, 'root.pem');
  return { certificate, key, otherKey, rootKey, ca: readFileSync(caFile, 'utf8'), caFile };
}
