// Quality asks on a unit's page that it go on without an operation; another of quality finds that on a list, and agrees; and
// it is taken back.
import { releaseOrder } from './quality.mjs';

const WHY = 'the kit was counted at its supplier';

async function ask(stage, page, operation) {
  await stage.attempt(`operation ${operation} is asked to be waived`, async () => {
    await page.click('summary:has-text("Ask for a waiver")');
    await page.locator('details[open] select').selectOption(operation);
    await page.locator('details[open] textarea').fill(WHY);
    await page.locator('details[open] form button').click();
  });
}

async function sign(page, step) {
  const waiver = page.locator(`li:has-text("${WHY}")`);
  await waiver.locator(`summary:has-text("${step}")`).click();
  await waiver.locator('details[open] textarea').fill('I looked at it');
  await waiver.locator('details[open] form button').click();
}

export async function tryWaivers(stage) {
  const [unit] = await releaseOrder(stage, 'W-1');
  const [first, second, viewer] = [await stage.signedIn('waiver-1', 'quality'), await stage.signedIn('waiver-2', 'quality'), await stage.signedIn('waiver-3', 'viewer')];
  const page = `${stage.url}/#/units/${unit.serial}`;
  for (const each of [first, viewer]) await each.goto(page);
  await ask(stage, first, '090');
  await stage.seen('what may never be waived is refused with its reason', first, '.notice:has-text("lets no unit go on without")');
  await first.reload();
  await ask(stage, first, '010');
  await stage.seen('a waiver waits for a second person', first, `li:has-text("${WHY}"):has-text("waits for a second person")`);
  stage.demand('who is not the first one', await first.locator(`li:has-text("${WHY}") summary`).count() ? ['there is a form'] : []);
  await stage.seen('which is told to who asked', first, `li:has-text("${WHY}") p:has-text("another person countersigns")`);
  await stage.seen('what has no part in it yet is said to have none', first, 'p:has-text("Nothing is in it yet")');
  await stage.seen('everybody sees it', viewer, `li:has-text("${WHY}")`);
  stage.demand('and a viewer asks for none', await viewer.locator('summary:has-text("waiver")').count() ? ['there is a form'] : []);
  await stage.look(first, { name: 'waiver', hash: `#/units/${unit.serial}`, ready: `li:has-text("${WHY}")` });
  await stage.look(second, { name: 'second', hash: '#/quality/second', ready: `li:has-text("${WHY}")` });
  await stage.attempt('the second one signs where it is listed', () => sign(second, 'Countersign'));
  await stage.seen('and it is off the list', second, `li:has-text("${WHY}")`, { state: 'detached' });
  await stage.seen('the operation is waived', first, 'table tr:has-text("010"):has-text("waived")');
  await stage.attempt('it is taken back', () => sign(first, 'Revoke'));
  await stage.seen('so that the operation is to be done', first, 'table tr:has-text("010"):has-text("ready")');
  await stage.seen('and that is told', first, `li.over:has-text("${WHY}"):has-text("waiver revoked")`);
  for (const each of [first, second, viewer]) await each.close();
}
