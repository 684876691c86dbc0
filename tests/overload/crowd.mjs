// Clients who want no answer: each holds a connection in its own way, and comes again when it was cut.
import { connect } from 'node:net';

const AGAIN_MS = 500;
const STEP_MS = 1000;
const TURNS = 20; // strangers do not act in unison: each has a turn of its own in that time

export class Crowd {
  // `address`: of the machine's own, where they come from. `greet` sends what they begin with, `step` what they send each
  // second. `reads`: whether they read what comes.
  constructor(daemon, { address, count, greet = () => {}, step = () => {}, reads = true }) {
    Object.assign(this, { daemon, address, greet, step, reads, cuts: 0, answers: '' });
    this.sockets = new Set();
    this.timers = new Set();
    for (let i = 0; i < count; i++) this.come();
    let turn = 0;
    this.stepper = setInterval(() => {
      turn = (turn + 1) % TURNS;
      let place = 0;
      for (const socket of this.sockets) if (place++ % TURNS === turn && socket.writable) this.step(socket);
    }, STEP_MS / TURNS);
  }

  come() {
    const socket = connect({ port: this.daemon.port, host: '127.0.0.1', localAddress: this.address });
    this.sockets.add(socket);
    socket.on('connect', () => this.greet(socket));
    if (this.reads) socket.on('data', (part) => { this.answers = `${this.answers}${part.subarray(0, 15)}\n`.slice(-20000); });
    else socket.pause();
    socket.on('error', () => {});
    socket.on('close', () => {
      this.sockets.delete(socket);
      this.cuts++;
      if (!this.gone) this.later(() => this.come());
    });
  }

  later(what) {
    const timer = setTimeout(() => { this.timers.delete(timer); what(); }, AGAIN_MS);
    this.timers.add(timer);
  }

  // Everybody leaves; resolves when the last is gone.
  async leave() {
    this.gone = true;
    clearInterval(this.stepper);
    for (const timer of this.timers) clearTimeout(timer);
    const last = [...this.sockets].map((socket) => new Promise((resolve) => { socket.on('close', resolve); socket.destroy(); }));
    await Promise.all(last);
  }
}
