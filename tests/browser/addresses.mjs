// Whatever stands in the address, a page comes of it, and the next address is another page.
const ADDRESSES = [
  ['#/units/%', '.notice'], ['#/units/%E0%A4%A', '.notice'], ['#/units/A%20B%2FC', '.notice'], ['#/orders/%zz', '.notice'], ['#/setup/products/%/%', '.notice'],
  ['#/quality/holds/%', '.notice'], ['#/quality/trace/%', '.empty'], ['#/quality/faults/1/nonsense', 'table, .empty'], ['#/', '.counts'], ['#/%', '.empty a'], ['#/with', '.empty a'], ['#/units', '.empty a'], ['#/nowhere', '.empty a'],
];

async function opened(stage, page, language) {
  await page.goto(`${stage.url}/#/line`);
  await page.click(`text=${language}`);
  for (const [hash, ready] of ADDRESSES) {
    await page.goto(`${stage.url}/${hash}`);
    await stage.seen(`${hash} is a page in ${language}`, page, `main ${ready}`, { timeout: 5000 });
    await page.goto(`${stage.url}/#/line`);
    await stage.seen(`and does not keep one from the line, in ${language}`, page, '.counts', { timeout: 5000 });
    await page.evaluate((there) => { location.hash = there; }, hash);
    await stage.seen(`gone to from there it is one too: ${hash} in ${language}`, page, `main ${ready}`, { timeout: 5000 });
  }
  await page.click('text=English');
}

// What is no page says so, and leads back.
async function nowhere(stage, page) {
  await page.goto(`${stage.url}/#/nowhere/at/all`);
  await stage.seen('no tab stands for it', page, 'nav:not(:has([aria-current]))');
  await page.getByText('There is no such page.').getByRole('link', { name: 'To the line' }).click();
  await stage.seen('from nowhere it goes to the line', page, '.counts');
}

// What a link fills into a form is judged as what is typed.
async function filled(stage, page) {
  await page.goto(`${stage.url}/#/quality/holds/new/from/nonsense`);
  await page.getByRole('button', { name: 'Preview' }).click();
  await stage.seen('a time that is none is refused', page, '[role=alert]');
}

export async function tryAddresses(stage) {
  const page = await stage.signedIn('addresses', 'quality');
  for (const language of ['English', '日本語']) await opened(stage, page, language);
  await nowhere(stage, page);
  await filled(stage, page);
  await page.close();
}
