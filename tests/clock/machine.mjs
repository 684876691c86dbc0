// A machine whose clocks a test sets: what tests/clock/clocks.c reads.
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { uptime } from 'node:os';

export class Machine {
  constructor(path) {
    this.file = openSync(path, 'w+');
    this.environment = { RACKLINE_CLOCKS: path };
    this.wallS = 0; // how far the wall clock is shifted
    this.runS = 0;  // and the machine's own
    this.boot = Buffer.alloc(16);
    this.#write();
  }

  // Sets the wall clock on by so many seconds, or back.
  setWall(seconds) {
    this.wallS += seconds;
    this.#write();
  }

  // Lets so much time pass, on both clocks.
  pass(seconds) {
    this.wallS += seconds;
    this.runS += seconds;
    this.#write();
  }

  // Starts anew: its own clock begins again, and the wall clock shows what somebody, or a battery, has made of it.
  reboot(wallSeconds) {
    this.wallS += wallSeconds;
    this.runS = -Math.floor(uptime());
    this.boot = randomBytes(16);
    this.#write();
  }

  #write() {
    const bytes = Buffer.alloc(32);
    bytes.writeBigInt64LE(BigInt(Math.round(this.wallS * 1e6)), 0);
    bytes.writeBigInt64LE(BigInt(Math.round(this.runS * 1e6)), 8);
    this.boot.copy(bytes, 16);
    writeSync(this.file, bytes, 0, bytes.length, 0);
  }

  close() {
    closeSync(this.file);
  }
}
