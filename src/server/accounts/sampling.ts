/** Which requests are measured: so many percent, or those whose headers belong to a sampled trace. [nats-server accounts.go shouldSample] */

import { canonicalMIMEHeaderKey, type MsgHdrs, MsgHdrsImpl } from "../../wire/headers.ts";
import type { MessageFrame } from "../../wire/frame.ts";
import type { LatencyOptions } from "../option_types.ts";
import { headersOf } from "./frames.ts";

/** The headers that had a request measured, by their canonical names; empty where it was not headers. */
export type SampledHeaders = Readonly<Record<string, readonly string[]>>;

/** What goes with a header of Zipkin's that is spread over several. */
const B3_HEADERS = ["X-B3-Sampled", "X-B3-Traceid", "X-B3-Parentspanid", "X-B3-Spanid"];

/** Decides whether a request is measured: null for no. */
export function sampled(
  { sampling }: Required<LatencyOptions>,
  frame: MessageFrame,
  random: () => number,
): SampledHeaders | null {
  if (sampling !== "headers" && (sampling >= 100 || Math.floor(random() * 100) <= sampling)) return {};
  const headers = readHeaders(frame);
  for (const decide of [byUber, byB3, bySingleB3, byTraceparent]) {
    const decided = decide(headers);
    if (decided !== undefined) return decided;
  }
  return null;
}

type Headers = ReadonlyMap<string, readonly string[]>;

/** Headers are found in any case, as Go's HTTP library finds them. */
function readHeaders(frame: MessageFrame): Headers {
  const found = new Map<string, string[]>();
  if (frame.headerEnd === frame.bodyStart) return found;
  const headers: MsgHdrs = MsgHdrsImpl.decode(headersOf(frame).slice());
  for (const [name, values] of headers) {
    const canonical = canonicalName(name);
    found.set(canonical, [...found.get(canonical) ?? [], ...values]);
  }
  return found;
}

/** A name that no header can have stays as it is. */
function canonicalName(name: string): string {
  try {
    return canonicalMIMEHeaderKey(name);
  } catch {
    return name;
  }
}

/** `trace:span:parent:flags`, the flags in hexadecimal. */
function byUber(headers: Headers): SampledHeaders | null | undefined {
  const value = headers.get("Uber-Trace-Id")?.[0];
  if (value === undefined) return undefined;
  const [flags = "", ...more] = value.split(":").slice(3);
  if (more.length > 0 || !/^[0-9a-fA-F]{1,2}$/.test(flags) || (Number.parseInt(flags, 16) & 1) === 0) {
    return null;
  }
  return pick(headers, (name) => name === "Uber-Trace-Id" || name.startsWith("Uberctx-"));
}

/** Without a word about sampling it is left to us. */
function byB3(headers: Headers): SampledHeaders | null | undefined {
  const isSampled = headers.get("X-B3-Sampled")?.[0];
  if (isSampled === "0") return null;
  if (isSampled !== "1" && !headers.has("X-B3-Traceid")) return undefined;
  return pick(headers, (name) => B3_HEADERS.includes(name));
}

/** `trace-span-sampled-parent`, or `0`. */
function bySingleB3(headers: Headers): SampledHeaders | null | undefined {
  const value = headers.get("B3")?.[0];
  if (value === undefined) return undefined;
  const parts = value.split("-");
  return parts[2] === "0" || value === "0" ? null : pick(headers, (name) => name === "B3");
}

/** `version-trace-span-flags`, the flags in hexadecimal. */
function byTraceparent(headers: Headers): SampledHeaders | null | undefined {
  const value = headers.get("Traceparent")?.[0];
  if (value === undefined) return undefined;
  if (!isSampledTraceparent(value)) return null;
  return pick(headers, (name) => name === "Traceparent" || name === "Tracestate");
}

/** Tells whether a `traceparent` says that its trace is sampled. Flags above 7f are not read. */
export function isSampledTraceparent(value: string): boolean {
  const parts = value.split("-");
  const flags = parts[3] ?? "";
  return parts.length === 4 && /^[0-7+-]?[0-9a-fA-F]$/.test(flags) && flags.length === 2 &&
    (Number.parseInt(flags, 16) & 1) === 1;
}

function pick(headers: Headers, isWanted: (name: string) => boolean): SampledHeaders {
  const wanted = [...headers].filter(([name]) => isWanted(name));
  return Object.fromEntries(wanted.sort(([a], [b]) => a < b ? -1 : 1));
}
