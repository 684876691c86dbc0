// What nobody would send, to every operation of the description: each answer must be as it says, and none the daemon's
// own fault.
import { send } from './http.mjs';

const NAMES = ['x', '0', '9'.repeat(30), 'a%20b', '%C3%A9', "'%20OR%201=1--", 'x'.repeat(300)];
const BODIES = ['', 'null', '[]', '5', '{}', '{"reason":" "}', '[{}]', '{"units":[{}]}', '{"shifts":[{}]}', '{"routing":[{}],"bill_of_materials":[{}]}', '{"bays":[{}],"skills":[{}]}'];
const VALUES = ['', '0', '-1', '9'.repeat(25), 'abc', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '%00', '%FF', 'x'.repeat(300)];
// They end the very session, or take as long as a password.
const PASSED_OVER = /^\/v1\/session|\/password$|\/pin$/;

function* requestsOf(template, method, { parameters }) {
  const path = (name) => template.replace(/\{[^}]+\}/g, name);
  const query = parameters.filter((one) => one.in === 'query');
  for (const name of template.includes('{') ? NAMES : ['']) {
    if (method === 'GET') yield { path: path(name) };
    else for (const body of BODIES) yield { path: path(name), body };
  }
  for (const one of method === 'GET' ? query : []) {
    const needed = query.filter((other) => other.required && other !== one).map((other) => `&${other.name}=1`).join('');
    for (const value of VALUES) yield { path: `${path('x')}?${one.name}=${value}${needed}` };
  }
}

// What is wrong, as sentences.
export async function nonsenseFaults(port, token, description) {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const faults = [];
  for (const [template, item] of Object.entries(description.document.paths)) {
    if (PASSED_OVER.test(template)) continue;
    for (const [verb, operation] of Object.entries(item)) {
      const method = verb.toUpperCase();
      for (const { path, body } of requestsOf(template, method, operation)) {
        const answer = await send(port, { method, path, headers, body });
        const found = [...description.answerFaults(method, path, answer), ...description.requestFaults(method, path, body, answer)];
        if (answer.status >= 500) found.push(`status ${answer.status}`);
        faults.push(...found.map((fault) => `${method} ${path} ${body ?? ''}: ${fault}`));
      }
    }
  }
  return faults.slice(0, 20);
}
