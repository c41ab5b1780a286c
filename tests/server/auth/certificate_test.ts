import { userOfCertificate } from "../../../src/server/auth/certificate.ts";
import {
  type DistinguishedName,
  hasSameParts,
  isSameName,
  legacyTexts,
  parseDistinguishedName,
} from "../../../src/server/auth/distinguished_name.ts";
import { Login } from "../../../src/server/auth/login.ts";
import { assert, assertEquals, test } from "../../_test.ts";
import { plain, saying, showing, who } from "./_contexts.ts";

function name(text: string): DistinguishedName {
  const read = parseDistinguishedName(text);
  assert(read !== undefined, text);
  return read;
}

test("parseDistinguishedName reads what nats-server reads", () => {
  const CN = (value: string) => [[{ type: "CN", value }]];
  assertEquals(parseDistinguishedName("CN=alice"), CN("alice"));
  assertEquals(parseDistinguishedName("CN= alice b "), CN("alice b"));
  assertEquals(parseDistinguishedName("CN=a\\,b\\+c\\=d\\\\"), CN("a,b+c=d\\"));
  assertEquals(parseDistinguishedName("CN=\\ a\\ "), CN(" a "));
  assertEquals(parseDistinguishedName("CN=J\\c3\\bcrgen"), CN("Jürgen"));
  assertEquals(parseDistinguishedName("CN=Jürgen 😀"), CN("Jürgen 😀"));
  assertEquals(parseDistinguishedName("CN=a, O=b+OU=c"), [
    [{ type: "CN", value: "a" }],
    [{ type: "O", value: "b" }, { type: "OU", value: "c" }],
  ]);
  for (const none of ["", "alice", "CN", "=a", "CN=a,b", "CN=#0401", "CN=a\\", "CN=a\\x", "a@b.c"]) {
    assertEquals(parseDistinguishedName(none), undefined, none);
  }
});

test("isSameName and hasSameParts compare names part by part", () => {
  const same = (a: string, b: string) => [isSameName(name(a), name(b)), hasSameParts(name(a), name(b))];
  assertEquals(same("CN=a,O=b", "cn=a,o=b"), [true, true]);
  assertEquals(same("CN=a,O=b", "O=b,CN=a"), [false, true]);
  assertEquals(same("CN=a+O=b", "O=b+CN=a"), [true, true]);
  assertEquals(same("CN=a,O=b", "CN=A,O=b"), [false, false]);
  assertEquals(same("CN=a,O=b", "CN=a"), [false, false]);
  assertEquals(same("DC=a,DC=a,DC=b", "DC=a,DC=b,DC=b"), [false, false]);
  assertEquals(same("CN=a+O=b", "CN=a,O=b"), [false, false]);
});

test("legacyTexts writes a subject as Go does", () => {
  assertEquals(legacyTexts(name("O=Acme,C=US,CN=alice,OU=x")), ["CN=alice,OU=x,O=Acme,C=US"]);
  assertEquals(legacyTexts(name("CN=alice,OU=x,OU=y")), ["CN=alice,OU=y+OU=x"]);
  assertEquals(legacyTexts(name("CN=a,CN=b")), ["CN=a"]);
  assertEquals(legacyTexts(name("CN=a\\,b,DC=example,DC=com")), [
    "CN=a\\,b,DC=com,DC=example",
    "CN=a\\,b",
  ]);
});

test("userOfCertificate tries e-mail, DNS, URI and then the subject", () => {
  const found = (certificate: Parameters<typeof showing>[0], ...users: string[]) => {
    return userOfCertificate<string>(showing(certificate).certificate!, {
      named: (wanted) => users.find((user) => user === wanted),
      *distinguished() {
        for (const user of users) {
          const read = parseDistinguishedName(user);
          if (read !== undefined) yield [read, user];
        }
      },
    });
  };
  const whole = {
    subject: "CN=alice,O=Acme",
    emails: ["alice@acme.org", "a@acme.org"],
    dnsNames: ["alice.acme.org"],
    uris: ["spiffe://acme/alice"],
  };
  const all = ["CN=alice,O=Acme", "spiffe://acme/alice", "alice.acme.org", "a@acme.org", "alice@acme.org"];
  for (let count = all.length; count > 0; count--) {
    assertEquals(found(whole, ...all.slice(0, count)), all[count - 1]);
  }
  assertEquals(found(whole, "alice", "Acme", "CN=alice"), undefined);
  assertEquals(found(whole, "O=Acme,CN=alice", "CN=alice,O=Acme"), "CN=alice,O=Acme");
  assertEquals(found(whole, "O=Acme,CN=alice"), "O=Acme,CN=alice");
  // With a part of another kind only the text of old is left.
  const odd = { subject: "UID=7,O=Acme,CN=alice" };
  assertEquals(found(odd, "UID=7,O=Acme,CN=alice"), undefined);
  assertEquals(found(odd, "CN=alice,O=Acme"), "CN=alice,O=Acme");
  assertEquals(found({ subject: "" }, "CN=alice"), undefined);
});

test("Login takes users for who their certificate says, and asks a password only where there is one", async () => {
  const users = [
    { user: "a@acme.org" },
    { user: "CN=bob,O=Acme" },
    { user: "CN=carol", pass: "c" },
    { user: "ws@acme.org", allowedConnectionTypes: ["WEBSOCKET" as const] },
  ];
  const login = new Login({ users, tls: { verifyAndMap: true } });
  const by = (certificate: Parameters<typeof showing>[0], given = {}) => {
    return who(login.judge(saying(given), showing(certificate)));
  };
  assertEquals(await by({ emails: ["a@acme.org"] }), "$G/a@acme.org");
  assertEquals(await by({ emails: ["a@acme.org"] }, { user: "CN=carol" }), "$G/a@acme.org");
  assertEquals(await by({ emails: ["a@acme.org"] }, { pass: "c" }), "refused");
  assertEquals(await by({ subject: "O=Acme,CN=bob" }), "$G/CN=bob,O=Acme");
  assertEquals(await by({ subject: "CN=carol" }), "refused");
  assertEquals(await by({ subject: "CN=carol" }, { pass: "c" }), "$G/CN=carol");
  assertEquals(await by({ emails: ["ws@acme.org"] }), "refused");
  assertEquals(await by({ subject: "CN=nobody" }), "refused");
  assertEquals(await who(login.judge(saying({ user: "CN=carol", pass: "c" }), plain)), "refused");
});

test("Login lets nobody in by the mere name of a user whom another listener knows by a certificate", async () => {
  const users = [
    { user: "cert" },
    { user: "tcp only", allowedConnectionTypes: ["STANDARD" as const] },
    { user: "both", pass: "p" },
  ];
  const options = { users, websocket: { port: 0, tls: { verifyAndMap: true } } };
  const login = new Login(options);
  assertEquals(await who(login.judge(saying({ user: "cert" }), plain)), "refused");
  assertEquals(await who(login.judge(saying({ user: "tcp only" }), plain)), "$G/tcp only");
  assertEquals(await who(login.judge(saying({ user: "both", pass: "p" }), plain)), "$G/both");
  const open = new Login({ ...options, noAuthUser: "cert" });
  assertEquals(await who(open.judge(saying({}), plain)), "$G/cert");
});

test("Login lets a client in by its certificate only while the listener still does so", async () => {
  const options = { users: [{ user: "a@acme.org" }], tls: { verifyAndMap: true } };
  const mapped = await new Login(options).judge(saying({}), showing({ emails: ["a@acme.org"] }));
  assert(mapped !== "refused");
  assertEquals(new Login(options).stands(mapped.fingerprint), true);
  assertEquals(new Login({ users: options.users }).stands(mapped.fingerprint), false);
});
