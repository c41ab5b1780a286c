/** The states of the client end of a connection. */

/**
 * Where the connection is.
 *
 * ```text
 *   idle ──start──▶ resolving ──resolved──▶ dialing ──dialed──▶ awaitingInfo ──INFO──▶ authenticating
 *                    ▲ only host names        ▲                      │ INFO asks for TLS   ▲   │ authenticated
 *                    │                        │                      ▼                     │   ▼
 *                    │                        │                  securing ──secured────────┘ awaitingPong
 *                    │     next address,      │                                                │ PONG
 *                    │     next credentials ──┘                                                ▼
 *                 waiting ◀──────────── any failure, loss or stale connection ─────────────── open
 *
 *   open ──close──▶ closing ──finished──▶ closed      every state ──close, no server left, reconnect off──▶ closed
 * ```
 *
 * `deadlineMs` is when the handshake must be complete, `pingMs` when the next PING is due;
 * `chosen` tells that the application was asked already for the server to dial.
 */
export type ClientState =
  | { readonly name: "idle" }
  | { readonly name: "resolving"; readonly deadlineMs: number }
  | { readonly name: "dialing"; readonly deadlineMs: number }
  | { readonly name: "awaitingInfo"; readonly deadlineMs: number }
  | { readonly name: "securing"; readonly deadlineMs: number }
  | { readonly name: "authenticating"; readonly deadlineMs: number }
  | { readonly name: "awaitingPong"; readonly deadlineMs: number }
  | { readonly name: "open"; readonly pingMs: number }
  | { readonly name: "waiting"; readonly untilMs: number; readonly chosen: boolean }
  | { readonly name: "closing"; readonly error: Error | undefined }
  | { readonly name: "closed" };

/** When something is due in a state; Infinity for never. */
export function dueMsOf(state: ClientState): number {
  switch (state.name) {
    case "open":
      return state.pingMs;
    case "waiting":
      return state.untilMs;
    case "idle":
    case "closing":
    case "closed":
      return Infinity;
    default:
      return state.deadlineMs;
  }
}

/** True while bytes of a transport count. */
export function isLinked({ name }: ClientState): boolean {
  return name === "open" || name === "awaitingInfo" || name === "securing" || name === "authenticating" ||
    name === "awaitingPong";
}
