// A production line with two products that burn in: one for seconds, one for hours.
import { Client, newId } from '../client.mjs';

export const SHORT_S = 3;
export const LONG_H = 3;
const DAY_MS = 86400000;
const PASSWORD = 'correct horse battery';

const product = (partNumber, hours) => ({
  part_number: partNumber, revision: 'A', name: partNumber, serial_format: `${partNumber}{seq:4}`,
  bill_of_materials: [{ positions: 'board', name: 'Board', part_number: 'BRD', tracking: 'lot', operation: '020' }],
  routing: [
    { operation: '010', name: 'Burn-in', kind: 'burn_in', station_type: 'burn-in', standard_min: 600, required_skill: 'burn-in', required_tool: 'probe',
      burn_in: { hours, power_w: 1000, coolant_lpm: 1, pause: 'keep' } },
    { operation: '020', name: 'Rest', kind: 'assembly', after: ['010'], station_type: 'bench', standard_min: 10 },
  ],
});

const time = (ms) => new Date(ms).toISOString();

export class Line {
  constructor(daemon, token) {
    this.daemon = daemon;
    this.admin = new Client(daemon, token);
    this.operator = 'good';
  }

  async prepare() {
    const now = Date.now();
    const operator = (badge, expires) => this.#must('PUT', `/v1/operators/${badge}`, { name: badge, skills: [{ skill: 'burn-in', expires }] });
    await operator('good', time(now + DAY_MS));
    await operator('gone', time(now - DAY_MS));
    await operator('always');
    await this.#must('PUT', '/v1/tools/TOOL-1', { name: 'Probe', type: 'probe', calibration_due: time(now + DAY_MS) });
    await this.#must('PUT', '/v1/tools/TOOL-0', { name: 'Old probe', type: 'probe', calibration_due: time(now - DAY_MS) });
    const bays = ['B1', 'B2', 'B3'].map((bay) => ({ bay, power_w: 1000, coolant_lpm: 10 }));
    await this.#must('PUT', '/v1/stations/BURN-1', { name: 'Burn-in 1', type: 'burn-in', power_w: 9000, coolant_lpm: 30, bays });
    const made = await this.#must('POST', '/v1/tokens', { token: 'burn-1', role: 'station', station: 'BURN-1' });
    this.station = new Client(this.daemon, JSON.parse(made.text).secret);
    await this.#must('PUT', '/v1/accounts/yuki', { role: 'viewer' });
    await this.#must('POST', '/v1/accounts/yuki/password', { password: PASSWORD });
    this.revoked = JSON.parse((await this.#must('POST', '/v1/tokens', { token: 'revoked', role: 'viewer' })).text).secret;
    await this.#must('POST', '/v1/tokens/revoked/revoke');
    for (const [partNumber, hours] of [['SHORT', SHORT_S / 3600], ['LONG', LONG_H]]) {
      await this.#must('PUT', `/v1/products/${partNumber}/A`, product(partNumber, hours));
      await this.#must('POST', `/v1/products/${partNumber}/A/release`);
      await this.#must('POST', '/v1/orders', { order: `ORDER-${partNumber}`, part_number: partNumber, revision: 'A', quantity: 3 });
      await this.#must('POST', `/v1/orders/ORDER-${partNumber}/release`);
    }
  }

  async #must(method, path, body) {
    const answer = await this.admin.send(method, path, body);
    if (answer.status !== 200 && answer.status !== 201) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer;
  }

  async units(partNumber) {
    return JSON.parse(await this.admin.get(`/v1/units?order=ORDER-${partNumber}`)).items.map(({ serial }) => serial).sort();
  }

  // {status, body} of an event about a unit's burn-in.
  async post(type, unit, more = {}) {
    const event = { id: newId(), type, at: time(Date.now()), unit, operation: '010', operator: this.operator, ...more };
    const { status, text } = await this.station.send('POST', '/v1/events', event);
    return { status, body: JSON.parse(text) };
  }

  start(unit, bay, more = {}) {
    return this.post('operation.started', unit, { bay, tool: 'TOOL-1', ...more });
  }

  // Signs a person in: the session's cookie.
  async signIn() {
    const answer = await fetch(`http://127.0.0.1:${this.daemon.port}/v1/session/account`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ account: 'yuki', password: PASSWORD }),
    });
    return answer.headers.get('set-cookie')?.split(';')[0];
  }

  // What a view answers to somebody with these headers.
  async look(headers) {
    return (await fetch(`http://127.0.0.1:${this.daemon.port}/v1/line`, { headers })).status;
  }

  // How many minutes a burn-in has run.
  async minutes(unit) {
    const { operations } = JSON.parse(await this.admin.get(`/v1/units/${unit}`));
    return operations.find(({ operation }) => operation === '010').accumulated_min;
  }

  async json(path) {
    return JSON.parse((await this.admin.send('GET', path)).text);
  }

  async journal() {
    return JSON.parse(await this.admin.get('/v1/events?limit=1000')).items;
  }

  close() {
    this.admin.close();
    this.station?.close();
  }
}
