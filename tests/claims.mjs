// Counts what must be, and says what is not: a suite makes claims and ends with the line that packaging/test reads.
const SHOWN = 5;

export class Claims {
  constructor(suite) {
    this.suite = suite;
    this.passed = 0;
    this.failed = 0;
  }

  // Each fault is a text; without one the claim holds.
  claim(what, faults) {
    if (!faults.length) {
      this.passed++;
      return;
    }
    this.failed++;
    console.log(`FAILED ${this.suite}: ${what}`);
    for (const fault of faults.slice(0, SHOWN)) console.log(`    ${fault}`);
    if (faults.length > SHOWN) console.log(`    and ${faults.length - SHOWN} more`);
  }

  sumUp() {
    console.log(`${this.suite}: ${this.passed} passed, ${this.failed} failed`);
    process.exitCode = this.failed || !this.passed ? 1 : 0;
  }
}
