// Somebody who reads the journal: as an export, or as a live feed.
import { request } from 'node:http';

// Reads behind `after` until the answer ends, or until `last` has come. {status, whole, read, faults}: 0 where there was no
// answer; whether it ended as it should; the position of what came last; and where something came that was not the next.
export function readJournal(daemon, token, { live = false, after = 0, last = Infinity } = {}) {
  return new Promise((resolve) => {
    const headers = { Authorization: `Bearer ${token}`, Accept: live ? 'text/event-stream' : 'application/x-ndjson' };
    const asked = request({ host: '127.0.0.1', port: daemon.port, path: `/v1/events?after=${after}`, agent: false, headers }, (answer) => {
      const faults = [];
      let read = after, rest = '';
      answer.setEncoding('latin1');
      answer.on('data', (part) => {
        const lines = (rest + part).split('\n');
        rest = lines.pop();
        for (const line of lines) {
          const position = Number(/^(?:data: )?\{"journal_position":(\d+),/.exec(line)?.[1]);
          if (position && position !== ++read) faults.push(`${position} came in place of ${read}`);
        }
        if (read >= last) answer.destroy();
      });
      answer.on('error', () => {});
      answer.on('close', () => resolve({ status: answer.statusCode, whole: answer.complete, read, faults }));
    });
    asked.on('error', () => resolve({ status: 0, whole: false, read: after, faults: [] }));
    asked.end();
  });
}
