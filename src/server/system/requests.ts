/** What may be asked in the system account. [nats-server events.go initEventTracking, zReq] */

import { utf8 } from "../../wire/bytes.ts";
import type { MessageFrame } from "../../wire/frame.ts";
import type { Account } from "../accounts/account.ts";
import { headersOf, replyOf, subjectOf } from "../accounts/frames.ts";
import { ENDPOINTS, Monitor } from "../monitor/endpoints.ts";
import { accountDetail, accstatz, ACCSTATZ_PARAMETERS } from "../monitor/accountz.ts";
import { HealthError, leafz } from "../monitor/alone.ts";
import { connz, CONNZ_PARAMETERS } from "../monitor/connz.ts";
import { type Query, QueryError, readJsonQuery } from "../monitor/query.ts";
import { subsz, SUBSZ_PARAMETERS } from "../monitor/subsz.ts";
import { type Json, MonitorError } from "../monitor/values.ts";
import type { ServerState } from "../state.ts";
import type { Publisher } from "../subscription.ts";
import type { SystemEvents } from "./events.ts";
import { isForThisServer } from "./filter.ts";
import { countSubscribers, userInfo } from "./user_info.ts";
import type { Voice } from "./voice.ts";

const decoder = new TextDecoder();

/** Something that is asked for. */
interface Ask {
  /** The body of the request. */
  readonly text: string;
  /** The tokens of its subject. */
  readonly tokens: readonly string[];
  /** Its headers as they came. */
  readonly headers: Uint8Array;
  /** Who published it. */
  readonly from: Publisher;
}

/** Gives the data of an answer; undefined for none at all. */
type Answer = (ask: Ask) => Json | undefined | Promise<Json | undefined>;

/** An endpoint's answer as data: a server that is not well says so as data too. */
function endpointAnswers(server: ServerState): [name: string, answer: Answer][] {
  const monitor = new Monitor(server);
  return ENDPOINTS.flatMap(({ subject, parameters, answer }): [string, Answer][] => {
    if (subject === null) return [];
    return [[subject, ({ text }) => {
      try {
        const data = answer(monitor, readJsonQuery(parameters, text));
        return subject === "HEALTHZ" ? { ...data as object, status_code: 200 } : data;
      } catch (error) {
        if (error instanceof HealthError) {
          const { status, ...more } = error.json as Record<string, Json>;
          return { status, status_code: error.status, ...more };
        }
        // What is not found over HTTP is nothing here.
        if (subject === "RAFTZ") return {};
        throw error;
      }
    }]];
  });
}

/** Answers about one account, whose name is the fourth token. */
function accountAnswers(server: ServerState): [name: string, answer: Answer][] {
  const named = (name: string | undefined): Account => {
    const account = server.accounts.get(name ?? "");
    if (account === undefined) throw new MonitorError(500, `Account ${name} does not exist`);
    return account;
  };
  const ofAccount = (query: Query, tokens: readonly string[]): Query => ({ ...query, account: tokens[3]! });
  return [
    [
      "SUBSZ",
      ({ text, tokens }) =>
        subsz(server, { ...ofAccount(readJsonQuery(SUBSZ_PARAMETERS, text), tokens), subs: true }),
    ],
    ["CONNZ", ({ text, tokens }) => connz(server, ofAccount(readJsonQuery(CONNZ_PARAMETERS, text), tokens))],
    ["LEAFZ", () => leafz(server)],
    ["JSZ", () => {
      throw new MonitorError(500, "jetstream not enabled");
    }],
    ["INFO", ({ tokens }) => accountDetail(named(tokens[3]))],
    ["STATZ", ({ text, tokens }) => {
      if (tokens[3] === "PING") return undefined;
      return accountStatistics(server, {
        ...readJsonQuery(ACCSTATZ_PARAMETERS, text),
        accounts: [tokens[3]!],
      });
    }],
  ];
}

/** Nothing at all where no account has a connection and nobody asks for the others. */
function accountStatistics(server: ServerState, query: Query): Json | undefined {
  const data = accstatz(server, query) as { account_statz: readonly Json[] };
  return data.account_statz.length === 0 && query["unused"] !== true ? undefined : data;
}

/** Subscribes to all requests. */
export class SystemRequests {
  readonly #server: ServerState;
  readonly #voice: Voice;
  readonly #system: Account;

  /** Takes the server, its voice, the account, and the events that some requests ask for. */
  constructor(server: ServerState, voice: Voice, system: Account, events: SystemEvents) {
    this.#server = server;
    this.#voice = voice;
    this.#system = system;
    const { server_id: id, server_name: name, host } = server.info;
    const both = (what: string, answer: Answer) => {
      this.#on(`$SYS.REQ.SERVER.${id}.${what}`, answer);
      this.#on(`$SYS.REQ.SERVER.PING.${what}`, answer);
    };
    for (const [what, answer] of endpointAnswers(server)) both(what, answer);
    for (const [what, answer] of accountAnswers(server)) this.#on(`$SYS.REQ.ACCOUNT.*.${what}`, answer);
    this.#on(
      "$SYS.REQ.ACCOUNT.PING.STATZ",
      ({ text }) => accountStatistics(server, readJsonQuery(ACCSTATZ_PARAMETERS, text)),
    );
    this.#on("$SYS.REQ.USER.*.INFO", ({ from, headers }) => userInfo(server, from, headers));
    this.#on(
      `$SYS.REQ.SERVER.${id}.KICK`,
      ({ text }) => this.#toClient(text, "client or leafnode", (cid) => server.kick(cid)),
    );
    this.#on(
      `$SYS.REQ.SERVER.${id}.LDM`,
      ({ text }) => this.#toClient(text, "client", (cid) => server.sendAway(cid)),
    );
    this.#on(`$SYS.REQ.SERVER.${id}.RELOAD`, async () => {
      await server.reloadRequested();
      return null;
    });
    // These are answered in a form of their own.
    const idz = () => ({ name, host, id });
    const plain = (subject: string, json: (frame: MessageFrame) => Json | undefined) => {
      this.#onPlain(subject, (frame) => json(frame));
    };
    for (const subject of [`$SYS.REQ.SERVER.${id}.IDZ`, "$SYS.REQ.SERVER.PING.IDZ"]) {
      this.#handle(subject, (frame) => voice.say(system, replyOf(frame), idz()), true);
    }
    for (
      const subject of [`$SYS.REQ.SERVER.${id}.STATSZ`, "$SYS.REQ.SERVER.PING.STATSZ", "$SYS.REQ.SERVER.PING"]
    ) {
      plain(subject, () => events.statszEvent());
    }
    plain("$SYS.REQ.ACCOUNT.*.CONNS", (frame) => {
      const account = server.accounts.get(subjectOf(frame).split(".")[3] ?? "");
      return account === undefined || account.sessions.size === 0
        ? undefined
        : events.connectionsEvent(account);
    });
    server.router.handle(system, "$SYS.DEBUG.SUBSCRIBERS", (frame, from) => {
      const body = decoder.decode(frame.body.subarray(frame.headerEnd, frame.bodyEnd));
      voice.sayBytes(
        system,
        replyOf(frame),
        utf8(String(countSubscribers(server, from, headersOf(frame), body))),
      );
      return true;
    });
  }

  #toClient(text: string, kind: string, act: (cid: number) => boolean): Json {
    const { cid } = readJsonQuery({ cid: [null, "cid", "uint64"] }, text);
    if (!act(Number(cid))) throw new Error(`no such ${kind} id`);
    return null;
  }

  /** Answers with the server's info besides the data, or with an error. */
  #on(subject: string, answer: Answer): void {
    this.#handle(subject, (frame, from) => {
      const reply = replyOf(frame);
      const text = decoder.decode(frame.body.subarray(frame.headerEnd, frame.bodyEnd));
      const ask = { text, tokens: subjectOf(frame).split("."), headers: headersOf(frame).slice(), from };
      void this.#answer(reply, ask, answer);
    });
  }

  async #answer(reply: string, ask: Ask, answer: Answer): Promise<void> {
    let result: Record<string, Json | undefined>;
    try {
      const data = answer(ask);
      const given = data instanceof Promise ? await data : data;
      if (given === undefined) return;
      result = given === null ? {} : { data: given };
    } catch (error) {
      const code = error instanceof QueryError ? 400 : 500;
      result = {
        // The data of what was asked well, and has none.
        data: error instanceof MonitorError && code === 500 ? null : undefined,
        error: { code, description: error instanceof Error ? error.message : String(error) },
      };
    }
    this.#voice.say(this.#system, reply, { server: this.#voice.serverInfo(), ...result });
  }

  #onPlain(subject: string, json: (frame: MessageFrame) => Json | undefined): void {
    this.#handle(subject, (frame) => {
      const answer = json(frame);
      if (answer !== undefined) this.#voice.say(this.#system, replyOf(frame), answer);
    });
  }

  /** Takes requests that want an answer, and that are meant for this server; unless they are for every one. */
  #handle(
    subject: string,
    take: (frame: MessageFrame, from: Publisher) => void,
    asksEveryone = false,
  ): void {
    this.#server.router.handle(this.#system, subject, (frame, from) => {
      if (frame.replyEnd === frame.replyStart) return true;
      const body = decoder.decode(frame.body.subarray(frame.headerEnd, frame.bodyEnd));
      try {
        if (asksEveryone || isForThisServer(this.#server, body)) take(frame, from);
      } catch (error) {
        // It is no fault of the client's that this server cannot answer.
        const { logger } = this.#server.options;
        logger.error(`${subject} failed: ${error instanceof Error ? error.stack : error}`);
      }
      return true;
    });
  }
}
