// Stands before the daemon, and lets the lines of its answers come one after another: what takes long for a client.
// slow.mjs DAEMON says where it listens, and ends with its standard input.
import { createServer, request } from 'node:http';
import { sleep } from '../daemon.mjs';

const LINE_MS = 200;
const [daemon] = process.argv.slice(2);

async function pass(answer, response) {
  let rest = '';
  response.writeHead(answer.statusCode, answer.headers);
  for await (const bytes of answer) {
    const lines = (rest + bytes).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      response.write(`${line}\n`);
      await sleep(LINE_MS);
    }
  }
  response.end(rest);
}

const server = createServer(({ method, url, headers }, response) => {
  request(new URL(url, daemon), { method, headers }, (answer) => void pass(answer, response)).end();
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
process.stdin.resume().on('end', () => process.exit());
