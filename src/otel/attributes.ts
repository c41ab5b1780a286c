/**
 * The attributes of spans by OpenTelemetry's conventions for messaging, in their version 1.27 and later:
 * https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/
 */

import type { Payload } from "../client/types.ts";
import type { ServerInfo } from "../wire/info.ts";
import type { OtelAttributes, OtelSpan } from "./api.ts";
import type { Operation } from "./options.ts";

/** `SpanKind.PRODUCER` */
export const PRODUCER = 3;

/** `SpanKind.CONSUMER` */
export const CONSUMER = 4;

/** `SpanStatusCode.ERROR` */
const ERROR = 2;

/** What is said of the subject of an operation. */
export interface Destination {
  /** The subject. */
  readonly subject: string;
  /** The family of subjects that it belongs to. */
  readonly template: string | undefined;
  /** True for inboxes. */
  readonly temporary: boolean;
  /** The queue group that a message was received in. */
  readonly queue: string | undefined;
}

/** What is asked of a connection. */
export interface Peer {
  /** What the server said of itself. */
  readonly info?: ServerInfo | undefined;
  /** The server connected to, as `host:port`. */
  getServer(): string;
}

/** A name that is the same for many messages: tools group spans by it. */
export function spanName(operation: Operation, { subject, template, temporary }: Destination): string {
  const destination = template ?? (temporary ? undefined : subject);
  return destination === undefined ? operation : `${operation} ${destination}`;
}

/** What is known as a span starts. */
export function attributesOf(operation: Operation, destination: Destination, peer: Peer): OtelAttributes {
  const attributes: OtelAttributes = {
    "messaging.system": "nats",
    "messaging.operation.name": operation,
    "messaging.operation.type": operation === "process" ? "process" : "send",
    "messaging.destination.name": destination.subject,
  };
  if (destination.template !== undefined) attributes["messaging.destination.template"] = destination.template;
  if (destination.temporary) {
    attributes["messaging.destination.temporary"] = true;
    attributes["messaging.destination.anonymous"] = true;
  }
  if (destination.queue !== undefined) attributes["messaging.consumer.group.name"] = destination.queue;
  const clientId = peer.info?.client_id;
  if (clientId !== undefined) attributes["messaging.client.id"] = String(clientId);
  addServer(attributes, peer.getServer());
  return attributes;
}

/** Adds where the server is, of `host:port`; an IPv6 address stands in brackets there, and without them here. */
function addServer(attributes: OtelAttributes, server: string): void {
  const [, host, port] = /^(.*):(\d+)$/.exec(server) ?? [];
  if (host === undefined) return;
  attributes["server.address"] = host.replace(/^\[(.*)\]$/, "$1");
  attributes["server.port"] = Number(port);
}

const encoder = new TextEncoder();

/** The size of a payload in bytes. */
export function sizeOf(payload: Payload | undefined): number {
  if (payload === undefined) return 0;
  return typeof payload === "string" ? encoder.encode(payload).length : payload.length;
}

/** Says on a span that its work failed. */
export function setFailed(span: OtelSpan, error: unknown): void {
  if (!span.isRecording()) return;
  span.setAttribute("error.type", errorType(error));
  span.setStatus({ code: ERROR, message: error instanceof Error ? error.message : String(error) });
  if (error instanceof Error) span.recordException(error);
}

/** The stable code where there is one; the texts of errors differ too much to be counted. */
function errorType(error: unknown): string {
  if (!(error instanceof Error)) return "_OTHER";
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : error.name;
}
