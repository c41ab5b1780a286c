/** The clients of NATS for JavaScript, by what they have in common. */

import * as nats2 from "nats";
import * as natsJs from "@nats-io/transport-node";

/** Headers of a message. */
export interface JsHeaders {
  append(name: string, value: string): void;
  get(name: string): string;
  values(name: string): string[];
}

/** A message that came. */
export interface JsMsg {
  readonly subject: string;
  readonly data: Uint8Array;
  readonly headers?: JsHeaders;
  string(): string;
  respond(data?: Uint8Array | string, options?: { headers?: JsHeaders }): boolean;
}

/** A subscription. */
export interface JsSubscription extends AsyncIterable<JsMsg> {
  getReceived(): number;
  isClosed(): boolean;
  drain(): Promise<void>;
}

/** How something is subscribed to. */
export interface JsSubscribeOptions {
  max?: number;
  queue?: string;
  callback?: (error: Error | null, msg: JsMsg) => void;
}

/** A connection. */
export interface JsConnection {
  readonly info?: { auth_required?: boolean; tls_required?: boolean };
  publish(
    subject: string,
    data?: Uint8Array | string,
    options?: { reply?: string; headers?: JsHeaders },
  ): void;
  subscribe(subject: string, options?: JsSubscribeOptions): JsSubscription;
  request(
    subject: string,
    data: string,
    options: { timeout: number; noMux?: boolean; headers?: JsHeaders },
  ): Promise<JsMsg>;
  flush(): Promise<void>;
  drain(): Promise<void>;
  close(): Promise<void>;
  closed(): Promise<void | Error>;
  isClosed(): boolean;
  status(): AsyncIterable<{ type: string }>;
}

/** A client. */
export interface JsClient {
  /** Of the package, with its version. */
  readonly name: string;
  connect(options: Record<string, unknown>): Promise<JsConnection>;
  headers(): JsHeaders;
  nkeyAuthenticator(seed: Uint8Array): unknown;
}

type Module = Omit<JsClient, "name">;

/** All of them. */
export const jsClients: readonly JsClient[] = [
  client("nats@2", nats2 as unknown as Module),
  client("nats.js", natsJs as unknown as Module),
];

function client(name: string, { connect, headers, nkeyAuthenticator }: Module): JsClient {
  return { name, connect, headers, nkeyAuthenticator };
}
