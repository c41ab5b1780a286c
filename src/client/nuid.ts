/** Names that nobody else uses: 22 characters, the first 12 of them random. */

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE = DIGITS.length;
const PREFIX_DIGITS = 12;
const SEQUENCE_DIGITS = 10;

/** The sequence moves by a random step from this to below {@link STEP_END}, so that it does not tell a count. */
const STEP_START = 33;
const STEP_END = 333;

/** The largest multiple of 62 that a byte holds: bytes from here on would favour the first digits. */
const FAIR_BYTES = 256 - 256 % BASE;

/** Draws digits, each as likely as the others, from the platform's secure random numbers. */
function randomDigits(count: number): Uint8Array {
  const digits = new Uint8Array(count);
  const bytes = new Uint8Array(2 * count);
  for (let at = 0; at < count;) {
    for (const byte of crypto.getRandomValues(bytes)) {
      if (byte < FAIR_BYTES && at < count) digits[at++] = byte % BASE;
    }
  }
  return digits;
}

function text(digits: Uint8Array): string {
  let written = "";
  for (let at = 0; at < digits.length; at++) written += DIGITS[digits[at]!];
  return written;
}

/**
 * Makes unique names: a random prefix of 12 base-62 digits and a sequence of 10 that starts anywhere and moves by
 * a random step. The first random number is drawn at the first `next`: some platforms have none while modules
 * load. [github.com/nats-io/nuid]
 */
export class Nuid {
  #prefix = "";
  #sequence: Uint8Array = new Uint8Array(SEQUENCE_DIGITS);
  #step = 0;

  /** Gives the next name. */
  next(): string {
    if (this.#step === 0 || !this.#advance()) this.reset();
    return this.#prefix + text(this.#sequence);
  }

  /** Draws a new prefix, sequence and step. */
  reset(): void {
    this.#prefix = text(randomDigits(PREFIX_DIGITS));
    this.#sequence = randomDigits(SEQUENCE_DIGITS);
    const [high = 0, low = 0] = randomDigits(2);
    this.#step = STEP_START + (high * BASE + low) % (STEP_END - STEP_START);
  }

  /** Adds the step; false when the sequence has run over its last digit. */
  #advance(): boolean {
    const sequence = this.#sequence;
    let carry = this.#step;
    for (let at = SEQUENCE_DIGITS - 1; at >= 0 && carry > 0; at--) {
      const sum = sequence[at]! + carry;
      sequence[at] = sum % BASE;
      carry = (sum - sum % BASE) / BASE;
    }
    return carry === 0;
  }
}

/** The maker of names that all connections of a program share. */
export const nuid: Nuid = new Nuid();
