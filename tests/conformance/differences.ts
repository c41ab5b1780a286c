/**
 * Where natwire is known not to give nats-server's bytes. Each entry is asserted to be a difference still: one
 * that is gone has to be taken off.
 */

/** Fields of INFO that natwire leaves out or fills otherwise, with the reason. */
export const INFO_DIFFERENCES: Readonly<Record<string, string>> = {};

/** Sessions that natwire does not answer as nats-server does, with the reason. */
export const SESSION_DIFFERENCES: Readonly<Record<string, string>> = {
  "reload: logins where there were none, for one who has shown the right ones":
    "who would be let in just so is not sent away",
  "reload: no logins where there were some, for one who has shown the right ones":
    "who would be let in just so is not sent away",
  "reload: mappings that are gone": "nats-server keeps the last of those at the top of its file",
  "UNSUB with a number counts what comes from another account":
    "nats-server lets any number of those through, past what was asked for",
};
