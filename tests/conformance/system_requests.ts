/** What is asked in the system account of two servers that saw the same traffic. */

/** A subject, where `{id}` stands for the server's, and a body. */
export type Question = readonly [subject: string, body: string];

const OF_SERVER = "IDZ STATSZ VARZ SUBSZ CONNZ ROUTEZ GATEWAYZ LEAFZ ACCOUNTZ JSZ HEALTHZ RAFTZ NOPE".split(
  " ",
);
const OF_ACCOUNT = "SUBSZ CONNZ LEAFZ JSZ INFO STATZ CONNS NOPE".split(" ");

/** Bodies that say more, by what they are for. */
const BODIES: Readonly<Record<string, readonly string[]>> = {
  CONNZ: [
    '{"auth":true,"subscriptions_detail":true,"sort":"cid"}',
    '{"auth":true,"subscriptions":true,"acc":"A","limit":1}',
    '{"sort":"nonsense"}',
    '{"state":1}',
    '{"acc":"A","filter_subject":"x.1"}',
    '{"filter_subject":"x.1"}',
  ],
  VARZ: [
    '{"server_name":"comp"}',
    '{"server_name":"comp","exact_match":true}',
    '{"server_name":"compared","exact_match":true}',
    '{"server_name":"other"}',
    '{"host":"127.0.0.1"}',
    '{"host":"10.0.0.1"}',
    '{"cluster":"x"}',
    '{"domain":"x"}',
    '{"tags":["a:1","b"]}',
    '{"tags":["a:2"]}',
  ],
  IDZ: ['{"tags":["a:2"]}', '{"server_name":"other"}'],
  SUBSZ: ['{"subscriptions":true,"account":"A"}', '{"test":"a.*"}'],
  ACCOUNTZ: ['{"account":"A"}', '{"account":"none"}'],
  HEALTHZ: ['{"stream":"s"}', '{"details":true}', '{"js-enabled-only":true}'],
};

/** What a user of the system account asks. */
export const BY_SYSTEM: readonly Question[] = [
  ...OF_SERVER.flatMap((what): Question[] => [
    [`$SYS.REQ.SERVER.PING.${what}`, ""],
    [`$SYS.REQ.SERVER.{id}.${what}`, ""],
    ...(BODIES[what] ?? []).map((body): Question => [`$SYS.REQ.SERVER.PING.${what}`, body]),
  ]),
  ...OF_ACCOUNT.flatMap((what): Question[] => [
    [`$SYS.REQ.ACCOUNT.A.${what}`, ""],
    [`$SYS.REQ.ACCOUNT.none.${what}`, ""],
  ]),
  ["$SYS.REQ.SERVER.PING", ""],
  ["$SYS.REQ.SERVER.other.VARZ", ""],
  ["$SYS.REQ.SERVER.PING.CONNZ", '{"state":"closed"}'],
  ["$SYS.REQ.SERVER.PING.VARZ", "{"],
  ["$SYS.REQ.ACCOUNT.PING.STATZ", ""],
  ["$SYS.REQ.ACCOUNT.PING.STATZ", '{"accounts":["A"]}'],
  ["$SYS.REQ.ACCOUNT.PING.CONNZ", ""],
  ["$SYS.REQ.SERVER.PING.IPQUEUESZ", ""],
  ["$SYS.REQ.SERVER.PING.EXPVARZ", ""],
  ["$SYS.REQ.SERVER.PING.PROFILEZ", ""],
  ["$SYS.DEBUG.SUBSCRIBERS", "x.1"],
  ["$SYS.DEBUG.SUBSCRIBERS", "x.1 q"],
  ["$SYS.DEBUG.SUBSCRIBERS", ""],
  ["$SYS.REQ.USER.INFO", ""],
  ["$SYS.REQ.SERVER.{id}.KICK", '{"cid":99999}'],
  ["$SYS.REQ.SERVER.{id}.KICK", "x"],
  ["$SYS.REQ.SERVER.{id}.LDM", '{"cid":99999}'],
];

/** What a user of another account asks. */
export const BY_OTHERS: readonly Question[] = [
  ["$SYS.REQ.ACCOUNT.PING.CONNZ", ""],
  ["$SYS.REQ.SERVER.PING.CONNZ", ""],
  ["$SYS.REQ.SERVER.PING.CONNZ", '{"acc":"B"}'],
  ["$SYS.REQ.ACCOUNT.PING.STATZ", ""],
  ["$SYS.REQ.SERVER.PING.VARZ", ""],
  ["$SYS.REQ.ACCOUNT.A.CONNZ", ""],
  ["$SYS.REQ.ACCOUNT.B.CONNZ", ""],
  ["$SYS.DEBUG.SUBSCRIBERS", "x.1"],
  ["$SYS.REQ.USER.INFO", ""],
];

/** Questions that natwire answers otherwise, each with the reason. */
export const ANSWERED_OTHERWISE: Readonly<Record<string, string>> = {
  "$SYS.REQ.SERVER.PING.VARZ ": "what is asked over HTTP is counted by the listener for it",
  "$SYS.REQ.SERVER.{id}.VARZ ": "the same",
  '$SYS.REQ.SERVER.PING.VARZ {"server_name":"comp"}': "the same",
  '$SYS.REQ.SERVER.PING.VARZ {"server_name":"compared","exact_match":true}': "the same",
  '$SYS.REQ.SERVER.PING.VARZ {"host":"127.0.0.1"}': "the same",
  '$SYS.REQ.SERVER.PING.VARZ {"tags":["a:1","b"]}': "the same",
  "$SYS.REQ.SERVER.PING.VARZ {": "what is wrong with JSON is said in the runtime's words",
  '$SYS.REQ.SERVER.PING.CONNZ {"state":"closed"}': "the types of Go have no names here",
  "$SYS.REQ.SERVER.PING.IPQUEUESZ ": "there are no queues between threads",
  "$SYS.REQ.SERVER.PING.EXPVARZ ": "these are Go's own figures",
  "$SYS.REQ.SERVER.PING.PROFILEZ ": "these are Go's own profiles",
  "$SYS.REQ.ACCOUNT.none.CONNZ ": "nats-server has null for an empty list of an account that is not there",
  "$SYS.REQ.ACCOUNT.PING.CONNZ ": "the same: there is no account called PING",
  "$SYS.REQ.SERVER.{id}.KICK x": "nats-server says nothing to what it cannot read",
};
