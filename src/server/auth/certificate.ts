/** Who a certificate says that a client is. [nats-server auth.go checkClientTLSCertSubject] */

import type { PeerCertificate } from "../../transport/accepted.ts";
import {
  type DistinguishedName,
  hasSameParts,
  isCompared,
  isSameName,
  legacyTexts,
  parseDistinguishedName,
} from "./distinguished_name.ts";

/** The users that a certificate is looked up in: only those who may connect this way. */
export interface MappedUsers<U> {
  /** The user of a name. */
  named(name: string): U | undefined;
  /** All of them whose name is a distinguished name. */
  distinguished(): Iterable<readonly [DistinguishedName, U]>;
}

/**
 * Finds the user of a certificate by its e-mail addresses, DNS names and URIs, and then by its subject: part by
 * part, in the order given and in any other, and as the text that Go makes of it.
 */
export function userOfCertificate<U>(certificate: PeerCertificate, users: MappedUsers<U>): U | undefined {
  for (const name of [...certificate.emails, ...certificate.dnsNames, ...certificate.uris]) {
    const user = name === "" ? undefined : users.named(name);
    if (user !== undefined) return user;
  }
  const subject = parseDistinguishedName(certificate.subject);
  if (subject === undefined) return undefined;
  const user = isCompared(subject) ? bySubject(subject, users) : undefined;
  if (user !== undefined) return user;
  for (const text of legacyTexts(subject)) {
    const legacy = text === "" ? undefined : users.named(text);
    if (legacy !== undefined) return legacy;
  }
  return undefined;
}

function bySubject<U>(subject: DistinguishedName, users: MappedUsers<U>): U | undefined {
  let reordered: U | undefined;
  for (const [name, user] of users.distinguished()) {
    if (isSameName(name, subject)) return user;
    if (reordered === undefined && hasSameParts(name, subject)) reordered = user;
  }
  return reordered;
}
