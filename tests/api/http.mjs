// Requests as a client sends them, and as no client should.
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';

const ANSWER_MS = 20000;

// Node makes a list of what may come several times.
const headersOf = (answer) =>
  Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]));

// Sends one request; {status, headers, text}. With `events`, the answer is a live stream: it is read until that many
// server-sent events have come, and then closed.
export function send(port, { method, path, headers = {}, body, events }) {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, method, path, headers, agent: false });
    sent.setTimeout(ANSWER_MS, () => sent.destroy(new Error(`no answer within ${ANSWER_MS} ms`)));
    sent.on('error', reject);
    sent.on('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      const finish = () => resolve({ status: answer.statusCode, headers: headersOf(answer), text });
      answer.on('data', (part) => {
        text += part;
        if (events !== undefined && readEvents(text).length >= events) {
          finish();
          sent.destroy();
        }
      });
      answer.on('end', finish);
      answer.on('error', reject);
    });
    sent.end(body);
  });
}

// The complete events of a text/event-stream, each {id, event, data}; data is parsed. Heartbeats have none.
export function readEvents(text) {
  return text.split('\n\n').slice(0, -1).map((block) => {
    const event = {};
    for (const line of block.split('\n')) {
      const [, name, value] = /^([a-z]*): ?(.*)$/.exec(line) ?? [];
      if (name) event[name] = name === 'data' && value ? JSON.parse(value) : value;
    }
    return event;
  }).filter((event) => event.data);
}

// Sends bytes as they stand and reads until the other side closes, or an answer is complete. `then_close` half-closes
// after sending. {status, headers, text}; status 0 when it closed without an answer.
export function sendRaw(port, bytes, { half_close: halfClose = false } = {}) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const parts = [];
    const finish = () => {
      socket.destroy();
      resolve(readAnswer(Buffer.concat(parts).toString('latin1')) ?? { status: 0, headers: {}, text: '' });
    };
    socket.setTimeout(ANSWER_MS, () => socket.destroy(new Error(`no answer within ${ANSWER_MS} ms`)));
    socket.on('connect', () => (halfClose ? socket.end(bytes) : socket.write(bytes)));
    socket.on('data', (part) => {
      parts.push(part);
      if (readAnswer(Buffer.concat(parts).toString('latin1'))?.complete) finish();
    });
    socket.on('end', finish);
    // A daemon that refuses may close while bytes are still coming: that is a reset, after the answer or without one.
    socket.on('error', (error) => (error.code === 'ECONNRESET' || error.code === 'EPIPE' ? finish() : reject(error)));
  });
}

function readAnswer(text) {
  const end = text.indexOf('\r\n\r\n');
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(text);
  if (end < 0 || !status) return null;
  const headers = {};
  for (const line of text.slice(0, end).split('\r\n').slice(1)) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  const body = text.slice(end + 4);
  const length = Number(headers['content-length'] ?? Infinity);
  return {
    status: Number(status[1]),
    headers,
    text: Buffer.from(body, 'latin1').toString('utf8'),
    complete: body.length >= length,
  };
}
