/** Ids of events. */

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Random digits and letters. */
export function randomWord(length: number, random: () => number = Math.random): string {
  let word = "";
  for (let at = 0; at < length; at++) word += DIGITS[Math.floor(random() * DIGITS.length)];
  return word;
}

/** An id with the shape of a NUID, as events have: 22 digits and letters. */
export function eventId(): string {
  return randomWord(22);
}

/** What stands for a name where a name may not: 8 digits and letters of its hash, as hex text. [nats-server events.go getHash] */
export function nameHash(sha256Hex: string): string {
  let word = "";
  for (let at = 0; at < 16; at += 2) {
    word += DIGITS[Number.parseInt(sha256Hex.slice(at, at + 2), 16) % DIGITS.length];
  }
  return word;
}
