// How long an event takes to a screen while 500 watch, and how soon the line is there: node tests/bench/viewers.mjs
// [BUILD]. 499 live feeds are read by this program, one by a page in Chromium. From the sending of the event to the
// change on the page; from the address to the whole line. Prints, and asserts nothing.
import { request } from 'node:http';
import { join, resolve } from 'node:path';
import { HERE, report, Stage } from '../browser/stage.mjs';

const VIEWERS = 499;
const TIMES = 40;
const PAUSE_MS = 400;

const [build = join(HERE, '../../build/release')] = process.argv.slice(2).map((path) => resolve(path));
const stage = new Stage(build, { claim: () => {} });

function watch(token) {
  return new Promise((done, fail) => {
    const headers = { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' };
    const sent = request({ host: '127.0.0.1', port: stage.daemon.port, path: '/v1/events?after=0', headers }, (answer) => {
      answer.resume();
      answer.on('error', () => {});
      if (answer.statusCode === 200) done(sent);
      else fail(new Error(`a feed was answered with ${answer.statusCode}`));
    });
    sent.on('error', fail);
    sent.end();
  });
}

const quantile = (values, share) => [...values].sort((a, b) => a - b)[Math.ceil(share * values.length) - 1];
const told = (what, values) =>
  console.log(`${what}: median ${Math.round(quantile(values, 0.5))} ms, 95th percentile ${Math.round(quantile(values, 0.95))} ms, of ${values.length}`);

async function toScreen(page, station) {
  const times = [];
  for (let i = 0; i < TIMES; i++) {
    const down = i % 2 === 0;
    const begun = performance.now();
    const seen = page.waitForFunction((bad) => Boolean(document.querySelector('.station.bad')) === bad, down, { polling: 10 });
    await report(station, down ? 'unscheduled_down' : 'standby');
    await seen;
    times.push(performance.now() - begun);
    await new Promise((wait) => { setTimeout(wait, PAUSE_MS); });
  }
  return times;
}

async function toLine(page) {
  const times = [];
  for (let i = 0; i < 10; i++) {
    await page.goto('about:blank');
    const begun = performance.now();
    await page.goto(`${stage.url}/#/line`);
    await page.waitForSelector('.andon .station');
    times.push(performance.now() - begun);
  }
  return times;
}

const feeds = [];
try {
  await stage.open();
  const page = await stage.signedIn('screen', 'viewer');
  await page.goto(`${stage.url}/#/line`);
  await page.waitForSelector('.andon .station');
  const station = await stage.client({ token: 'k', role: 'station', station: 'kitting-01' });
  for (let i = 0; i < VIEWERS; i++) feeds.push(await watch(stage.viewer));
  told(`an event on screen, ${VIEWERS + 1} viewers`, await toScreen(page, station));
  told('the line, from its address', await toLine(page));
} finally {
  for (const feed of feeds) feed.destroy();
  await stage.close();
}
process.exit(0);
