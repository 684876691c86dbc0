// A small line of its own for the tests of the station screen: a tray, and a rack that the tray goes into.
const TRAY = {
  part_number: 'ST-TRAY', revision: 'A', name: 'Small tray', serial_format: 'ST{site}T{yy}{ww}{seq:4}',
  bill_of_materials: [
    { positions: 'board-{1..2}', name: 'Board', part_number: 'ST-BOARD', alternates: [{ part_number: 'ST-BOARD-2' }], tracking: 'serial', operation: '010' },
    { positions: 'paste', name: 'Thermal paste', part_number: 'ST-PASTE', tracking: 'lot', operation: '010' },
  ],
  routing: [
    {
      operation: '010', name: 'Tray assembly', kind: 'assembly', station_type: 'st-assembly', standard_min: 5, required_skill: 'st', required_tool: 'st-wrench',
      characteristics: [{ name: 'torque', unit_of_measure: 'N·m', lower: 8, upper: 12, samples: 2 }],
      checks: [{ name: 'seated', question: 'Is every board seated?', positions: 'board-*' }],
    },
    {
      operation: '020', name: 'Tray inspection', kind: 'inspection', after: ['010'], station_type: 'st-assembly', standard_min: 5, sign_off: 'independent',
      checks: [{ name: 'blemish', question: 'What is the worst blemish?', answers: ['none', 'minor', 'major'], accepted: ['none', 'minor'] }],
    },
  ],
};

const RACK = {
  part_number: 'ST-RACK', revision: 'A', name: 'Small rack', serial_format: 'ST{site}R{yy}{ww}{seq:4}', rack_units: 4,
  bill_of_materials: [
    { positions: 'frame', name: 'Frame', part_number: 'ST-FRAME', tracking: 'serial', operation: '010' },
    { positions: 'tray', name: 'Small tray', part_number: 'ST-TRAY', revision: 'A', tracking: 'serial', source: 'make', operation: '010', u_position: 2 },
  ],
  routing: [
    { operation: '010', name: 'Rack assembly', kind: 'assembly', station_type: 'st-assembly', standard_min: 5 },
    {
      operation: '020', name: 'Rack burn-in', kind: 'burn_in', after: ['010'], station_type: 'st-burn-in', standard_min: 1440,
      burn_in: { hours: 24, power_w: 1000, coolant_lpm: 5, pause: 'keep' }, characteristics: [{ name: 'hottest', unit_of_measure: '°C', upper: 87 }],
    },
    { operation: '030', name: 'Crating', kind: 'shipping', after: ['020'], station_type: 'st-shipping', standard_min: 5 },
  ],
};

const STATIONS = {
  'st-assembly-1': { type: 'st-assembly' },
  'st-burn-in-1': { type: 'st-burn-in', bays: [{ bay: 'bay-1', power_w: 2000, coolant_lpm: 10 }, { bay: 'bay-2', power_w: 2000, coolant_lpm: 10 }], power_w: 4000, coolant_lpm: 20 },
  'st-shipping-1': { type: 'st-shipping' },
};

export const PINS = { 'ST-ANNA': '1357', 'ST-BERND': '2468' };

// Defines it, and releases an order for `racks` of the small racks and as many trays.
export async function defineLine(stage, racks) {
  const admin = stage.asAdmin();
  const must = async (method, path, body) => {
    const { status, text } = await admin.send(method, path, body);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return text && JSON.parse(text);
  };
  for (const [station, facts] of Object.entries(STATIONS)) await must('PUT', `/v1/stations/${station}`, { name: station, ...facts });
  for (const [operator, pin] of Object.entries(PINS)) {
    await must('PUT', `/v1/operators/${operator}`, { name: operator === 'ST-ANNA' ? 'Anna' : 'Bernd', skills: [{ skill: 'st' }] });
    await must('POST', `/v1/operators/${operator}/pin`, { pin });
  }
  await must('PUT', '/v1/tools/ST-TQ-1', { name: 'Torque wrench', type: 'st-wrench' });
  await must('PUT', '/v1/defects/ST-SCRATCH', { family: 'cosmetic', name: 'Scratch' });
  const units = {};
  for (const product of [TRAY, RACK]) {
    const path = `/v1/products/${product.part_number}/${product.revision}`;
    await must('PUT', path, product);
    await must('POST', `${path}/release`);
    const order = `ORDER-${product.part_number}`;
    await must('POST', '/v1/orders', { order, part_number: product.part_number, revision: product.revision, quantity: racks, priority: 5 });
    await must('POST', `/v1/orders/${order}/release`);
    const { items } = JSON.parse(await admin.get(`/v1/units?order=${order}`));
    units[product.part_number] = items.map(({ serial }) => serial);
  }
  return units;
}
