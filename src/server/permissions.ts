/** What a user may publish and subscribe to. [nats-server client.go setPermissions, canSubscribe, pubAllowed] */

import { type IndexEntry, SubjectIndex } from "../subject/index.ts";
import { isSubset, patternsOverlap } from "../subject/match.ts";
import { hasWildcard, isValidSubject } from "../subject/validate.ts";
import { binaryOf, utf8 } from "../wire/bytes.ts";
import { type ResponseLimits, ResponsePermissions } from "./auth/responses.ts";

/** Subjects that are allowed, or allowed and denied. */
export type SubjectPermissions =
  /** Only these are allowed. */
  | readonly string[]
  | {
    /** Only these are allowed; all, where this is missing. */
    readonly allow?: readonly string[];
    /** These are not allowed in any case. */
    readonly deny?: readonly string[];
  };

/**
 * What a user may do; what is not named here is allowed. An empty list of what is allowed allows nothing; in a
 * configuration file it says nothing, and so is not handed on from there.
 */
export interface Permissions {
  /** The subjects published to. */
  readonly publish?: SubjectPermissions;
  /** The subjects subscribed to; `"subject queue"` speaks of queue subscriptions with that queue only. */
  readonly subscribe?: SubjectPermissions;
  /**
   * Lets the user answer requests, whatever `publish` says, up to `max` times each (1) and for `expiresMs` (2
   * minutes); 0 is the default of each, a negative number sets no limit. Without a list of what may be published
   * to, nothing else may.
   */
  readonly allowResponses?: boolean | {
    /** How many answers. */
    readonly max?: number;
    /** How long after the request, ms. */
    readonly expiresMs?: number;
  };
}

/** Permissions as `$SYS.REQ.USER.INFO` tells them. [nats-server auth.go Permissions] */
export interface PermissionsInfo {
  /** What may be published to. */
  readonly publish: SubjectsInfo;
  /** What may be subscribed to. */
  readonly subscribe: SubjectsInfo;
  /** How requests may be answered; `ttl` in ns. */
  readonly responses?: { readonly max: number; readonly ttl: number };
}

/** Allowed and denied subjects as `$SYS.REQ.USER.INFO` tells them; empty lists are left out. */
export interface SubjectsInfo {
  /** What is allowed. */
  readonly allow?: readonly string[];
  /** What is denied. */
  readonly deny?: readonly string[];
}

/** How often and how long a request may be answered by default. [nats-server const.go] */
const DEFAULT_RESPONSES: ResponseLimits = { max: 1, expiresMs: 2 * 60 * 1000 };

/** Checked subjects are remembered up to this number per user. [nats-server maxPermCacheSize] */
const MAX_REMEMBERED = 128;

/** The permissions of one user, ready to be asked. Subjects have one character for each byte. */
export class PermissionCheck {
  /** Whether requests that reach a connection have to be remembered, so that they may be answered. */
  readonly tracksResponses: boolean;
  readonly #info: PermissionsInfo;
  readonly #responses: ResponseLimits | null;
  readonly #publishAllow: SubjectIndex<IndexEntry> | null;
  readonly #publishDeny: SubjectIndex<IndexEntry> | null;
  readonly #subscribeAllow: SubjectIndex<IndexEntry> | null;
  readonly #subscribeDeny: SubjectIndex<IndexEntry> | null;
  readonly #subscribeDenied: readonly IndexEntry[];
  readonly #remembered = new Map<string, boolean>();

  /** Takes permissions that `checkPermissions` found nothing wrong with. */
  constructor(permissions: Permissions) {
    const [subscribeAllow, subscribeDeny] = listsOf(permissions.subscribe);
    const [listed, publishDeny] = listsOf(permissions.publish);
    this.#responses = responseLimitsOf(permissions.allowResponses);
    this.tracksResponses = this.#responses !== null;
    // Who is let answer, and of whose own subjects nothing is said, has none. [auth.go validateResponsePermissions]
    const publishAllow = listed ?? (this.tracksResponses ? [] : null);
    this.#publishAllow = indexOf(publishAllow);
    this.#publishDeny = indexOf(publishDeny);
    this.#subscribeAllow = indexOf(subscribeAllow);
    this.#subscribeDeny = indexOf(subscribeDeny);
    this.#subscribeDenied = (subscribeDeny ?? []).map(entryOf);
    this.#info = {
      publish: infoOf(publishAllow, publishDeny),
      subscribe: infoOf(subscribeAllow, subscribeDeny),
      ...(this.#responses !== null &&
        { responses: { max: this.#responses.max, ttl: this.#responses.expiresMs * 1e6 } }),
    };
  }

  /** The permissions as `$SYS.REQ.USER.INFO` tells them. */
  describe(): PermissionsInfo {
    return this.#info;
  }

  /** What a new connection of the user may answer to; null where the user may not answer requests as such. */
  newResponses(): ResponsePermissions | null {
    return this.#responses === null ? null : new ResponsePermissions(this.#responses);
  }

  /** Tells whether the user may publish to a subject, answers to requests aside. */
  mayPublish(subject: string): boolean {
    const known = this.#remembered.get(subject);
    if (known !== undefined) return known;
    const allowed = (this.#publishAllow === null || this.#publishAllow.hasInterest(subject)) &&
      (this.#publishDeny === null || !this.#publishDeny.hasInterest(subject));
    // Where answers are let through, each one has a subject of its own, which would push out those that come again.
    if (!allowed && this.tracksResponses) return false;
    if (this.#remembered.size >= MAX_REMEMBERED) this.#remembered.clear();
    this.#remembered.set(subject, allowed);
    return allowed;
  }

  /** Tells whether the user may subscribe to a subject, which may hold wildcards. */
  maySubscribe(subject: string, queue: string | undefined): boolean {
    return this.#isAllowed(subject, queue) && !this.#isDenied(subject, queue);
  }

  /**
   * Tells whether messages for a subscription have to be looked at one by one, because something inside of its
   * wildcards is denied.
   */
  needsFilter(subject: string, queue: string | undefined): boolean {
    if (queue === undefined && !hasWildcard(subject)) return false;
    return this.#subscribeDenied.some((denied) => patternsOverlap(denied.subject, subject));
  }

  /** Tells whether a message to this subject may not reach the user's subscriptions with this queue. */
  isDelivered(subject: string, queue: string | undefined): boolean {
    return !this.#isDenied(subject, queue);
  }

  #isAllowed(subject: string, queue: string | undefined): boolean {
    if (this.#subscribeAllow === null) return true;
    const { plain, queues } = this.#subscribeAllow.match(subject);
    // A match takes the subject's own wildcards for letters; `foo.>` is more than `foo.*` allows all the same.
    const covers = (entry: IndexEntry) => isSubset(subject, entry.subject);
    const named = queues.map((group) => group.filter(covers)).filter((group) => group.length > 0);
    if (queue !== undefined && named.length > 0) return namesQueue(named, queue);
    return plain.some(covers);
  }

  #isDenied(subject: string, queue: string | undefined): boolean {
    if (this.#subscribeDeny === null) return false;
    const { plain, queues } = this.#subscribeDeny.match(subject);
    return plain.length > 0 || (queue !== undefined && queues.length > 0 && namesQueue(queues, queue));
  }
}

/** Finds what is wrong with permissions; undefined where nothing is. */
export function checkPermissions(permissions: Permissions): string | undefined {
  const misshapen = findMisshapen(permissions);
  if (misshapen !== undefined) return misshapen;
  const { publish, subscribe, allowResponses } = permissions;
  if (!isResponseOption(allowResponses)) {
    return "'allowResponses' must be true, false, or an object with an integer 'max' and a number 'expiresMs'";
  }
  for (const list of listsOf(publish)) {
    const wrong = list?.find((subject) => !isValidSubject(subject) || /\s/.test(subject));
    if (wrong !== undefined) return `'${wrong}' is no subject`;
  }
  for (const list of listsOf(subscribe)) {
    const wrong = list?.find((subject) => {
      const words = subject.split(" ");
      return words.length > 2 || words.some((word) => !isValidSubject(word) || /\s/.test(word));
    });
    if (wrong !== undefined) return `'${wrong}' is no subject, nor a subject and a queue`;
  }
  return undefined;
}

/** What is passed over would allow everything: a name that is none, or a text in the place of a list. */
function findMisshapen(permissions: Permissions): string | undefined {
  const stray = strayName(permissions, ["publish", "subscribe", "allowResponses"]);
  if (stray !== undefined) return stray;
  for (const name of ["publish", "subscribe"] as const) {
    const subjects: unknown = permissions[name];
    if (subjects === undefined || isTexts(subjects)) continue;
    const said = `'${name}' must be a list of subjects, or an object with such lists as 'allow' and 'deny'`;
    if (strayName(subjects, ["allow", "deny"]) !== undefined) return said;
    const { allow, deny } = subjects as { allow?: unknown; deny?: unknown };
    if (![allow, deny].every((list) => list === undefined || isTexts(list))) return said;
  }
  return undefined;
}

function strayName(value: unknown, names: readonly string[]): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "they are no object";
  const stray = Object.keys(value).find((name) => !names.includes(name));
  return stray === undefined ? undefined : `there is no '${stray}', only ${names.join(", ")}`;
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

function isResponseOption(option: unknown): boolean {
  if (option === undefined || typeof option === "boolean") return true;
  if (typeof option !== "object" || option === null || Array.isArray(option)) return false;
  const { max = 0, expiresMs = 0 } = option as { max?: unknown; expiresMs?: unknown };
  return Number.isSafeInteger(max) && typeof expiresMs === "number" && Number.isFinite(expiresMs);
}

/** Zero is the default of each, as in configuration files. [nats-server opts.go parseAllowResponses] */
function responseLimitsOf(option: Permissions["allowResponses"]): ResponseLimits | null {
  if (option === undefined || option === false) return null;
  if (option === true) return DEFAULT_RESPONSES;
  return {
    max: option.max || DEFAULT_RESPONSES.max,
    expiresMs: option.expiresMs || DEFAULT_RESPONSES.expiresMs,
  };
}

function infoOf(allow: readonly string[] | null, deny: readonly string[] | null): SubjectsInfo {
  return {
    ...(allow !== null && allow.length > 0 && { allow: [...allow] }),
    ...(deny !== null && { deny: [...deny] }),
  };
}

/** Nothing allowed is not the same as nothing said; an empty list of denials says nothing. */
function listsOf(
  permissions: SubjectPermissions | undefined,
): [allow: readonly string[] | null, deny: readonly string[] | null] {
  if (permissions === undefined) return [null, null];
  if (isList(permissions)) return [permissions, null];
  const { allow, deny } = permissions;
  return [allow ?? null, deny === undefined || deny.length === 0 ? null : deny];
}

function isList(permissions: SubjectPermissions): permissions is readonly string[] {
  return Array.isArray(permissions);
}

function indexOf(subjects: readonly string[] | null): SubjectIndex<IndexEntry> | null {
  if (subjects === null) return null;
  const index = new SubjectIndex<IndexEntry>();
  for (const subject of subjects) index.insert(entryOf(subject));
  return index;
}

function entryOf(text: string): IndexEntry {
  const bytes = utf8(text);
  const [subject = "", queue] = binaryOf(bytes, 0, bytes.length).split(" ");
  return { subject, queue };
}

/** A queue is named as it is, or by a pattern. [nats-server client.go queueMatches] */
function namesQueue(groups: readonly (readonly IndexEntry[])[], queue: string): boolean {
  return groups.some(([entry]) => {
    const name = entry?.queue ?? "";
    return name === queue || (hasWildcard(name) && isSubset(queue, name));
  });
}
