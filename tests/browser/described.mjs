// A part of a rack that has left is described anew on its page, by two people, and traced by what it is.
const PART = 'RL-RACK-72';

async function describe(stage, page, position, lot) {
  await page.goto(`${stage.url}/#/units/${stage.rack.serial}`);
  await stage.attempt('quality describes a part where it is', async () => {
    await page.click('summary:has-text("Describe a part anew")');
    const form = page.locator('details[open] form');
    await form.locator('select').first().selectOption(position);
    await form.locator('input[required]').fill(lot);
    await form.locator('textarea').fill('the box at the station was another');
    await form.getByRole('button').click();
  });
  await stage.seen('what has left waits for a second person', page, `li:has-text("${lot}") .warn`);
  stage.demand('who is not the first one', await page.locator(`li:has-text("${lot}") form`).count() ? ['there is a form'] : []);
}

async function agree(stage, page, lot) {
  await page.goto(`${stage.url}/#/units/${stage.rack.serial}`);
  const form = page.locator(`li:has-text("${lot}") form:has-text("Countersign")`);
  await stage.attempt('who signs there', async () => {
    await form.locator('textarea').fill('there were two boxes');
    await form.getByRole('button').click();
  });
  await stage.seen('so that it counts', page, `li:has-text("${lot}"):has-text("countersigned describer-2")`);
}

// What a part goes by, and that nobody knows something of it.
async function describeOtherwise(stage, page, position, named) {
  const say = async (member, fill, where = position) => {
    await page.reload();
    await page.click('summary:has-text("Describe a part anew")');
    const form = page.locator('details[open] form');
    await form.locator('select').first().selectOption(where);
    await form.locator('select').nth(1).selectOption(member);
    await fill(form);
    await form.locator('textarea').fill('read from the part itself');
    await form.getByRole('button').click();
  };
  await stage.attempt('quality says by which address a part goes', () => say('mac', (form) => form.getByLabel('MAC', { exact: true }).fill('02:00:5e:10:00:7f')));
  await stage.seen('which is told', page, 'strong:has-text("MAC 02:00:5e:10:00:7f")');
  await stage.attempt('and which firmware is on it', () => say('firmware', (form) => form.getByLabel('Firmware', { exact: true }).fill('boot loader 1.2.3')));
  await stage.seen('by name and version', page, 'strong:has-text("boot loader 1.2.3")');
  await stage.attempt('and that nobody knows its country', () => say('country', (form) => form.getByLabel('unknown').check()));
  await stage.seen('which is told, too', page, 'strong:has-text("Country: unknown")');
  await stage.attempt('nor any of its identifiers', () => say('identifiers', async () => {}, named));
  await stage.seen('all at once', page, 'strong:has-text("All its identifiers: unknown")');
}

export async function tryDescribed(stage) {
  const [first, second, viewer] = [await stage.signedIn('describer-1', 'quality'), await stage.signedIn('describer-2', 'quality'), await stage.signedIn('reader', 'viewer')];
  const built = JSON.parse(await stage.asAdmin().get(`/v1/units/${stage.rack.serial}/as-built?part_number=${PART}`));
  const { position, lot } = built.components.find((part) => part.lot);
  const said = `${lot}-B`;
  await describe(stage, first, position, said);
  await second.goto(`${stage.url}/#/quality/second`);
  await stage.seen('who finds it on a list', second, `li:has-text("${said}") form`);
  await agree(stage, second, said);
  await describeOtherwise(stage, first, position, built.components.find((part) => part.identifiers?.length).position);
  await stage.look(second, { name: 'described', hash: `#/units/${stage.rack.serial}`, ready: `li:has-text("${said}")` });
  await viewer.goto(`${stage.url}/#/units/${stage.rack.serial}`);
  await stage.seen('everybody sees what was recorded and what is so', viewer, `li:has-text("${lot}"):has-text("${said}")`);
  stage.demand('and describes nothing', await viewer.locator('summary:has-text("Describe")').count() ? ['there is a form'] : []);
  await viewer.goto(`${stage.url}/#/quality/trace/${said}`);
  await stage.seen('and finds the rack by it', viewer, `.contained a:has-text("${stage.rack.serial}")`);
}
