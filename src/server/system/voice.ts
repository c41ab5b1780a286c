/** How the server itself speaks: events and answers, each with what server they are of. [nats-server events.go] */

import { eventId } from "../accounts/event_id.ts";
import { goJson, messageFrame } from "../accounts/frames.ts";
import type { Account } from "../accounts/account.ts";
import { binaryText } from "../../wire/bytes.ts";
import { dateText, type Json } from "../monitor/values.ts";
import type { ServerState } from "../state.ts";
import { serverOfEvent } from "../tracing/server_of_event.ts";

/** A JSON object. */
export type JsonObject = Readonly<Record<string, Json | undefined>>;

/** Publishes in the name of the server. */
export class Voice {
  readonly #server: ServerState;

  /** Takes the server. */
  constructor(server: ServerState) {
    this.#server = server;
  }

  /** What the server is called in events. */
  serverInfo(): JsonObject {
    return { ...serverOfEvent(this.#server) };
  }

  /** An event of a type, which has an id and a time. */
  typedEvent(type: string, fields: JsonObject): JsonObject {
    return {
      type: `io.nats.server.advisory.v1.${type}`,
      id: eventId(),
      timestamp: dateText(Date.now()),
      server: this.serverInfo(),
      ...fields,
    };
  }

  /** Publishes an event; it is only made where somebody listens. */
  tell(account: Account, subject: string, event: () => Json): void {
    const binary = binaryText(subject);
    if (account.index.hasInterest(binary)) this.say(account, binary, event());
  }

  /** Publishes JSON; the subject has one character for each byte. */
  say(account: Account, subject: string, json: Json): void {
    this.sayBytes(account, subject, goJson(json));
  }

  /** Publishes bytes. */
  sayBytes(account: Account, subject: string, bytes: Uint8Array): void {
    const { router } = this.#server;
    router.publish(account, messageFrame(subject, "", bytes));
    router.flush(account);
  }
}
