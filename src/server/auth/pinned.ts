/** Certificates that are pinned to a listener. [nats-server auth.go matchesPinnedCert] */

import type { PeerCertificate } from "../../transport/transport.ts";

/** Hex SHA-256, as it is pinned. [nats-server server.go validatePinnedCerts] */
const PIN = /^[0-9a-f]{64}$/i;

/** Finds a pin that is none; undefined where all are well. */
export function findBadPin(pins: readonly string[]): string | undefined {
  return pins.find((pin) => !PIN.test(pin));
}

/** Tells whether a peer's certificate is among those pinned; without pins, every peer passes. */
export function matchesPins(
  pins: readonly string[] | undefined,
  certificate: Pick<PeerCertificate, "publicKeySha256"> | null,
): boolean {
  if (pins === undefined || pins.length === 0) return true;
  if (certificate === null) return false;
  const shown = certificate.publicKeySha256.toLowerCase();
  return pins.some((pin) => pin.toLowerCase() === shown);
}
