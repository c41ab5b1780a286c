/** Permissions with subjects: asked of `PermissionCheck`, and of nats-server. */

import type { Permissions } from "../../src/server/permissions.ts";

/** Subjects that some permissions let publish or subscribe to, and others. */
export interface PermissionCase {
  readonly permissions: Permissions;
  readonly allowed: readonly string[];
  readonly refused: readonly string[];
  /** Those of them that nats-server lets pass, which takes wildcards in what is asked for as letters. */
  readonly stricter?: readonly string[];
}

/** What may be published to; nats-server is asked the same. */
export const publishing: Record<string, PermissionCase> = {
  "everything where nothing is said": { permissions: {}, allowed: ["a", "a.b"], refused: [] },
  "what is listed": {
    permissions: { publish: ["a", "b.*", "c.>"] },
    allowed: ["a", "b.x", "c.x.y"],
    refused: ["A", "b", "b.x.y", "c", "d"],
  },
  "what is allowed": { permissions: { publish: { allow: ["a"] } }, allowed: ["a"], refused: ["b"] },
  "what is not denied": {
    permissions: { publish: { deny: ["a.*"] } },
    allowed: ["a", "a.b.c"],
    refused: ["a.b"],
  },
  "what is allowed and not denied": {
    permissions: { publish: { allow: ["a.>"], deny: ["a.b"] } },
    allowed: ["a.c", "a.b.c"],
    refused: ["a.b", "b"],
  },
  "nothing by an empty list": { permissions: { publish: [] }, allowed: [], refused: ["a", ">"] },
  "everything by an empty list of what is denied": {
    permissions: { publish: { deny: [] } },
    allowed: ["a"],
    refused: [],
  },
  "nothing but answers where only these are allowed": {
    permissions: { allowResponses: true },
    allowed: [],
    refused: ["a"],
  },
  "what is listed besides answers": {
    permissions: { publish: ["a"], allowResponses: true },
    allowed: ["a"],
    refused: ["b"],
  },
  "nothing but answers where some subjects are denied": {
    permissions: { publish: { deny: ["a"] }, allowResponses: true },
    allowed: [],
    refused: ["a", "b"],
  },
  "everything where answers are not let through": {
    permissions: { allowResponses: false },
    allowed: ["a"],
    refused: [],
  },
  "wildcards as letters": { permissions: { publish: ["a.*"] }, allowed: ["a.*", "a.>"], refused: ["*"] },
};

/** What may be subscribed to, as `subject` or `subject queue`. */
export const subscribing: Record<string, PermissionCase> = {
  "everything where nothing is said": { permissions: {}, allowed: ["a", ">", "a q"], refused: [] },
  "what is listed, with any queue": {
    permissions: { subscribe: ["a"] },
    allowed: ["a", "a q"],
    refused: ["b", "b q", ">", "*"],
  },
  "patterns that are part of one that is listed": {
    permissions: { subscribe: ["a.*", "b.>"] },
    allowed: ["a.x", "a.*", "b.x", "b.>", "b.*.>", "b.x.*"],
    refused: ["a.>", "a", "*.x", ">", "b", "*.>"],
    stricter: ["a.>"],
  },
  "a queue that is listed": {
    permissions: { subscribe: ["a q"] },
    allowed: ["a q"],
    refused: ["a", "a r", "b q"],
  },
  "a subject with no queue but the one listed": {
    permissions: { subscribe: ["a", "a q"] },
    allowed: ["a", "a q"],
    refused: ["a r"],
  },
  "queues by a pattern": {
    permissions: { subscribe: ["a v1.*", "a v2.>"] },
    allowed: ["a v1.x", "a v1.*", "a v2.x.y"],
    refused: ["a", "a v1", "a v1.x.y", "a v1.>", "a v3"],
  },
  "what is not denied": {
    permissions: { subscribe: { deny: ["a", "b.*"] } },
    allowed: ["c", "c q", ">", "a.b"],
    refused: ["a", "a q", "b.x", "b.*", "b.>"],
  },
  "queues that are not denied": {
    permissions: { subscribe: { deny: ["a q", "b v.*"] } },
    allowed: ["a", "a r", "b", "b v"],
    refused: ["a q", "b v.1"],
  },
  "nothing by an empty list": { permissions: { subscribe: [] }, allowed: [], refused: ["a", ">"] },
  "subjects with letters of other alphabets": {
    permissions: { subscribe: ["gr\u00fc\u00dfe.*"] },
    allowed: ["gr\u00c3\u00bc\u00c3\u009fe.x"],
    refused: ["gr\u00fc\u00dfe.x"],
  },
};
