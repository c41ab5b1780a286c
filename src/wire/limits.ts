/** The limits of the wire, each with its reason. */

/** The longest argument part of a line that a server takes. [nats-server const.go MAX_CONTROL_LINE_SIZE] */
export const DEFAULT_MAX_CONTROL_LINE = 4096;

/** The largest message a server takes, headers and payload. [nats-server const.go MAX_PAYLOAD_SIZE] */
export const DEFAULT_MAX_PAYLOAD = 1024 * 1024;

/**
 * The longest argument part of a line that a client takes. INFO is the long one: with thousands of
 * `connect_urls` it stays far below this, and a peer that sends an endless line is cut here.
 */
export const CLIENT_MAX_CONTROL_LINE = 1024 * 1024;

/**
 * The largest message a client takes when the server announces no larger `max_payload`. nats-server refuses a
 * `max_payload` above its `max_pending`, 64 MiB by default.
 */
export const CLIENT_MAX_PAYLOAD = 64 * 1024 * 1024;

/** How many digits a size has at most. [nats-server util.go parseSize] */
export const MAX_SIZE_DIGITS = 9;
