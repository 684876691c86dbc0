// What is set up, as planners and administrators do it: forms that save, refuse and tell of changes meanwhile; products
// with every fault of an upload; accounts with which somebody then signs in.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HERE } from './stage.mjs';

const SECTIONS = ['products', 'operators', 'tokens', 'own']; // the others are drawn by the same code

async function signedIn(stage, secret) {
  const page = await stage.newPage(await stage.browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' }));
  await page.goto(stage.url);
  await page.fill('#token', secret);
  await page.press('#token', 'Enter');
  await page.waitForSelector('.counts');
  return page;
}

// What nobody may work with any more is told apart, by the plant's time.
async function expired(stage, page) {
  const admin = stage.asAdmin();
  await admin.send('PUT', '/v1/tools/TQ-OLD', { name: 'Old', type: 'torque', calibration_due: '2001-01-01T00:00:00Z' });
  await admin.send('PUT', '/v1/tools/TQ-NEW', { name: 'New', type: 'torque', calibration_due: '2099-01-01T00:00:00Z' });
  await page.goto(`${stage.url}/#/setup/tools`);
  await stage.seen('a tool past its calibration is told apart', page, 'tr:has-text("TQ-OLD") .mark.warn');
  await stage.seen('and no other', page, 'tr:has-text("TQ-NEW"):not(:has(.mark))');
}

async function operators(stage, page) {
  await page.goto(`${stage.url}/#/setup/operators`);
  await page.getByRole('link', { name: 'New operator' }).click();
  await page.locator('input[name=code]').fill('S-77');
  await page.locator('input[name=name]').fill('Sato');
  await page.locator('input[name=badge]').fill('0077');
  await page.getByRole('button', { name: 'Add' }).click();
  await page.locator('input[name=skill]').fill('assembly');
  await page.locator('input[name=expires]').fill('2099-12-31');
  await page.locator('input[name=expires]').press('Enter'); // the keyboard alone
  await stage.seen('an operator is made, with skills that count until a day', page, 'tr:has-text("S-77"):has-text("assembly (31 Dec 2099)")');
  await page.locator('#secret').fill('4711');
  await page.locator('#secret').press('Enter');
  await stage.seen('and gets a PIN', page, 'text=Saved.');
  const admin = stage.asAdmin();
  const made = JSON.parse(await admin.get('/v1/operators/S-77'));
  stage.demand('as it was typed', made.badge === '0077' && made.pin_set && made.skills[0].expires.startsWith('2099-12-31') ? [] : [JSON.stringify(made)]);
  await page.goto(`${stage.url}/#/setup/operators/+`);
  await page.locator('input[name=code]').fill('S-77');
  await page.locator('input[name=name]').fill('Somebody else');
  await page.getByRole('button', { name: 'Save' }).click();
  await stage.seen('a code that is taken is told', page, '.notice:has-text("There is one of that code already")');
  await page.locator('.notice a').click();
  await page.waitForSelector('h2:has-text("S-77")');
  await page.locator('input[name=name]').fill('Saito');
  const other = await admin.send('PUT', '/v1/operators/S-77', { name: 'Suzuki' }, { 'If-Match': '*' });
  stage.demand('somebody else changes it meanwhile', other.status === 201 ? [] : [other.text]);
  await page.getByRole('button', { name: 'Save' }).click();
  await stage.seen('which is told, and not overwritten', page, 'text=Somebody changed it');
  const expires = '2099-12-31T15:00:00Z';
  await admin.send('PUT', '/v1/operators/S-78', { name: 'Abe', skills: [{ skill: 'assembly', expires }] });
  await page.goto(`${stage.url}/#/setup/operators/S-78`);
  await page.locator('input[name=name]').fill('Abe Junko');
  await page.getByRole('button', { name: 'Save' }).click();
  await stage.seen('another name is saved', page, 'td:has-text("Abe Junko")');
  const [skill] = JSON.parse(await admin.get('/v1/operators/S-78')).skills;
  stage.demand('and moves no time of day', skill.expires.startsWith(expires.slice(0, 19)) ? [] : [skill.expires]);
}

async function products(stage, page) {
  const definition = JSON.parse(readFileSync(join(HERE, '../api/steps/node.json'), 'utf8'));
  const upload = async (content) => {
    await page.goto(`${stage.url}/#/setup/products`);
    await page.setInputFiles('input[type=file]', { name: 'p.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  };
  await upload('nonsense');
  await stage.seen('what is no definition is told to be none', page, '[role=alert]:has-text("no definition")');
  await page.reload();
  await upload(JSON.stringify({ ...definition, name: '', bill_of_materials: 5 }));
  await stage.seen('every fault of a definition is shown with its place', page, '[role=alert] li:nth-child(2) code');
  await page.reload();
  await upload(JSON.stringify(definition));
  await stage.seen('a right one is a draft', page, 'h2:has-text("draft")');
  for (const [operation, demand] of [['010', 'Skill assembly'], ['010', 'Tool torque'], ['020', 'Is it dry?'], ['040', 'somebody who did not build it'], ['040', 'How does it look? good']])
    await stage.seen(`operation ${operation} demands: ${demand}`, page, `tr:has(td:text-is("${operation}")) div:has-text("${demand}")`);
  await page.getByRole('button', { name: 'Release' }).click();
  await stage.seen('and is released', page, 'h2:has-text("released")');
  await page.goto(`${stage.url}/#/setup/products`);
  await upload(JSON.stringify({ ...definition, revision: 'B', name: 'Another' }));
  await page.waitForSelector('h2:has-text("draft")');
  await page.selectOption('select', 'A');
  await stage.seen('two revisions are compared', page, 'tr:has-text("name"):has-text("Another")');
  await stage.seen('and said to be', page, 'th:text-is("Differences between the revisions")');
}

async function tokens(stage, page) {
  await page.goto(`${stage.url}/#/setup/tokens`);
  await page.locator('input[name=token]').fill('wall-1');
  await page.locator('form select').selectOption('viewer');
  await page.getByRole('button', { name: 'Make the token' }).click();
  await stage.seen('a token is shown once', page, 'code.secret');
  const revoke = async (answer) => {
    page.once('dialog', (dialog) => dialog[answer]());
    await page.getByRole('button', { name: 'Revoke wall-1' }).click();
  };
  await revoke('dismiss');
  await stage.seen('it is asked for whether it is to be revoked, and stays', page, 'button[aria-label="Revoke wall-1"]');
  await revoke('accept');
  await stage.attempt('and revoked', () => page.getByRole('button', { name: 'Revoke wall-1' }).waitFor({ state: 'detached' }));
}

async function accounts(stage, page) {
  await page.goto(`${stage.url}/#/setup/accounts`);
  await stage.seen('where there is none it says what to do', page, '.empty .quiet');
  await page.getByRole('link', { name: 'New account' }).click();
  await page.locator('input[name=code]').fill('yuki');
  await page.locator('form select').selectOption('planner');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForSelector('#secret');
  await page.locator('#secret').fill('a-good-long-one');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await stage.seen('an account gets its password', page, 'text=Saved.');
  const own = await stage.newPage(await stage.browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-GB' }));
  await own.goto(stage.url);
  await own.fill('#account', 'yuki');
  await own.fill('#password', 'not-the-right-one');
  await own.press('#password', 'Enter');
  await stage.seen('a wrong password is told', own, '[role=alert]:has-text("do not belong together")');
  await own.fill('#password', 'a-good-long-one');
  await own.press('#password', 'Enter');
  await stage.seen('the right one opens the line', own, '.counts');
  await own.goto(`${stage.url}/#/setup/accounts`);
  await stage.attempt('a planner sees no accounts', async () => {
    await own.waitForSelector('h1:has-text("Setup")');
    if (await own.locator('nav a:has-text("Accounts")').count()) throw new Error('there they are');
  });
  await own.goto(`${stage.url}/#/setup/own`);
  await own.fill('#old', 'a-good-long-one');
  await own.fill('#next', 'another-long-one');
  await own.press('#next', 'Enter');
  await stage.seen('a new password of one\'s own signs out', own, '#account');
  await own.fill('#account', 'yuki');
  await own.fill('#password', 'another-long-one');
  await own.press('#password', 'Enter');
  await own.waitForSelector('h1');
  await page.getByLabel('Disabled').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForSelector('tr:has-text("yuki"):has-text("yes")');
  await own.reload();
  await stage.seen('who is disabled is signed out', own, '#account');
  await page.getByLabel('Disabled').uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await stage.attempt('what was saved can be saved again', () => page.locator('tr:has-text("yuki"):has-text("yes")').waitFor({ state: 'detached' }));
}

export async function trySetup(stage) {
  const page = await signedIn(stage, stage.admin);
  await accounts(stage, page);
  await operators(stage, page);
  await expired(stage, page);
  await tokens(stage, page);
  await products(stage, page);
  for (const section of SECTIONS) await stage.look(page, { name: `setup-${section}`, hash: `#/setup/${section}`, ready: 'h1' });
  await stage.look(page, { name: 'setup-station', hash: '#/setup/stations/kitting-01', ready: '.panel' });
  await page.close();
}
