/** What nats-server 2.15.1 answered; record.ts writes this file. */
export const headers: Readonly<Record<string, string>> = {
  "headers reach those who want them, and are cut off for the others": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false}\r\n
B > SUB foo 1\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true}\r\n
A > SUB foo 1\r\n
A > HPUB foo 18 20\r\n
A > NATS/1.0\r\n
A > A: b\r\n
A > \r\n
A > hi\r\n
A > HPUB foo reply.to 18 20\r\n
A > NATS/1.0\r\n
A > A: b\r\n
A > \r\n
A > ho\r\n
A > HPUB foo 18 18\r\n
A > NATS/1.0\r\n
A > A: b\r\n
A > \r\n
A > \r\n
A > PING\r\n
A < HMSG foo 1 18 20\r\n
A < NATS/1.0\r\n
A < A: b\r\n
A < \r\n
A < hi\r\n
A < HMSG foo 1 reply.to 18 20\r\n
A < NATS/1.0\r\n
A < A: b\r\n
A < \r\n
A < ho\r\n
A < HMSG foo 1 18 18\r\n
A < NATS/1.0\r\n
A < A: b\r\n
A < \r\n
A < \r\n
A < PONG\r\n
B > PING\r\n
B < MSG foo 1 2\r\n
B < hi\r\n
B < MSG foo 1 reply.to 2\r\n
B < ho\r\n
B < MSG foo 1 0\r\n
B < \r\n
B < PONG\r\n`,
  "a header length of zero is no headers": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true}\r\n
A > SUB foo 1\r\n
A > HPUB foo 0 2\r\n
A > hi\r\n
A > HPUB foo r 0 0\r\n
A > \r\n
A > HPUB foo 000 2\r\n
A > hi\r\n
A > PING\r\n
A < MSG foo 1 2\r\n
A < hi\r\n
A < MSG foo 1 r 0\r\n
A < \r\n
A < MSG foo 1 2\r\n
A < hi\r\n
A < PONG\r\n`,
  "the header block is not looked at": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true}\r\n
A > SUB foo 1\r\n
A > HPUB foo 2 2\r\n
A > hi\r\n
A > HPUB foo 1 3\r\n
A > xyz\r\n
A > HPUB foo 4 5\r\n
A > \x00\xff\r\n
A > a\r\n
A > PING\r\n
A < HMSG foo 1 2 2\r\n
A < hi\r\n
A < HMSG foo 1 1 3\r\n
A < xyz\r\n
A < HMSG foo 1 4 5\r\n
A < \x00\xff\r\n
A < a\r\n
A < PONG\r\n`,
  "status lines and repeated names pass unchanged": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true}\r\n
A > SUB foo 1\r\n
A > HPUB foo 16 16\r\n
A > NATS/1.0 503\r\n
A > \r\n
A > \r\n
A > PING\r\n
A < HMSG foo 1 16 16\r\n
A < NATS/1.0 503\r\n
A < \r\n
A < \r\n
A < PONG\r\n
A > HPUB foo 48 49\r\n
A > NATS/1.0 100 Idle Heartbeat\r\n
A > A: 1\r\n
A > a: 2\r\n
A > A:3\r\n
A > \r\n
A > x\r\n
A > PING\r\n
A < HMSG foo 1 48 49\r\n
A < NATS/1.0 100 Idle Heartbeat\r\n
A < A: 1\r\n
A < a: 2\r\n
A < A:3\r\n
A < \r\n
A < x\r\n
A < PONG\r\n`,
  "a large message with headers, split within its headers and its payload": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false}\r\n
B > SUB foo 1\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true}\r\n
A > SUB foo 2\r\n
A > PING\r\n
A < PONG\r\n
A > HPUB foo r 18 50018\r\n
A > NATS/1.0\r\n
A > A
A > : b\r\n
A > \r\n
A > {x x 20000}
A > {y x 30000}\r
A > \n
A > PING\r\n
A < HMSG foo 2 r 18 50018\r\n
A < NATS/1.0\r\n
A < A: b\r\n
A < \r\n
A < {x x 20000}{y x 30000}\r\n
A < PONG\r\n
B > PING\r\n
B < MSG foo 1 r 50000\r\n
B < {x x 20000}{y x 30000}\r\n
B < PONG\r\n`,
  "header sizes keep their zeros": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true}\r\n
A > SUB foo 1\r\n
A > HPUB foo 0012 0014\r\n
A > NATS/1.0\r\n
A > \r\n
A > hi\r\n
A > PING\r\n
A < HMSG foo 1 0012 0014\r\n
A < NATS/1.0\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n`,
  "HPUB is read in any case, with runs of blanks": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true}\r\n
A > SUB foo 1\r\n
A > hPuB \t foo\t r \t12   14 \r\n
A > NATS/1.0\r\n
A > \r\n
A > hi\r\n
A > PING\r\n
A < HMSG foo 1 r 12 14\r\n
A < NATS/1.0\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n`,
  "verbose HPUB gets one +OK, before its own message": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"headers":true}\r\n
A > SUB foo 1\r\n
A > HPUB foo 18 20\r\n
A > NATS/1.0\r\n
A > A: b\r\n
A > \r\n
A > hi\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < HMSG foo 1 18 20\r\n
A < NATS/1.0\r\n
A < A: b\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n`,
  "HPUB with headers off in CONNECT closes": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > PING\r\n
A < PONG\r\n
A > HPUB foo 12 14\r\n
A is closed`,
  "HPUB where the server has no headers closes": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":false,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true}\r\n
A > PING\r\n
A < PONG\r\n
A > HPUB foo 12 14\r\n
A is closed`,
  "a second CONNECT can turn headers on and off": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > PING\r\n
A < PONG\r\n
A > CONNECT {"verbose":false,"headers":true}\r\n
A > SUB foo 1\r\n
A > HPUB foo 18 19\r\n
A > NATS/1.0\r\n
A > A: b\r\n
A > \r\n
A > a\r\n
A > PING\r\n
A < HMSG foo 1 18 19\r\n
A < NATS/1.0\r\n
A < A: b\r\n
A < \r\n
A < a\r\n
A < PONG\r\n
A > CONNECT {"headers":false}\r\n
A > PING\r\n
A < PONG\r\n
A > HPUB foo 12 14\r\n
A is closed`,
  "a request that nobody hears is answered with 503": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true}\r\n
A > SUB inbox.* 9\r\n
A > PUB nobody inbox.1 2\r\n
A > hi\r\n
A > PUB some.longer.subject inbox.2 0\r\n
A > \r\n
A > PING\r\n
A < HMSG inbox.1 9 38 38\r\n
A < NATS/1.0 503\r\n
A < Nats-Subject: nobody\r\n
A < \r\n
A < \r\n
A < HMSG inbox.2 9 51 51\r\n
A < NATS/1.0 503\r\n
A < Nats-Subject: some.longer.subject\r\n
A < \r\n
A < \r\n
A < PONG\r\n
A > HPUB nobody inbox.3 18 18\r\n
A > NATS/1.0\r\n
A > A: b\r\n
A > \r\n
A > \r\n
A > PING\r\n
A < HMSG inbox.3 9 38 38\r\n
A < NATS/1.0 503\r\n
A < Nats-Subject: nobody\r\n
A < \r\n
A < \r\n
A < PONG\r\n`,
  "503 comes after the +OK": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"headers":true,"no_responders":true}\r\n
A > SUB inbox 9\r\n
A > PUB nobody inbox 2\r\n
A > hi\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < HMSG inbox 9 38 38\r\n
A < NATS/1.0 503\r\n
A < Nats-Subject: nobody\r\n
A < \r\n
A < \r\n
A < PONG\r\n`,
  "no 503 without the wish, without a reply, without headers": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true}\r\n
A > SUB inbox 9\r\n
A > PUB nobody inbox 2\r\n
A > hi\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true}\r\n
B > SUB inbox 9\r\n
B > PUB nobody 2\r\n
B > hi\r\n
B > PUB nobody other 2\r\n
B > hi\r\n
B > PING\r\n
B < PONG\r\n`,
  "no 503 on a queue subscription to the inbox": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true}\r\n
A > SUB inbox q 9\r\n
A > PUB nobody inbox 2\r\n
A > hi\r\n
A > PING\r\n
A < PONG\r\n`,
  "503 goes to the publisher, not to others on the inbox": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true}\r\n
B > SUB inbox 1\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true}\r\n
A > PUB nobody inbox 2\r\n
A > hi\r\n
A > SUB inbox 5\r\n
A > PUB nobody inbox 2\r\n
A > hi\r\n
A > PING\r\n
A < HMSG inbox 5 38 38\r\n
A < NATS/1.0 503\r\n
A < Nats-Subject: nobody\r\n
A < \r\n
A < \r\n
A < PONG\r\n
B > PING\r\n
B < PONG\r\n`,
  "503 goes to one of several subscriptions on the inbox": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true}\r\n
A > SUB inbox.a 1\r\n
A > SUB inbox.* 2\r\n
A > PUB nobody inbox.a 2\r\n
A > hi\r\n
A > PING\r\n
A < PONG\r\n
all < HMSG inbox.a * 38 38\r\n
all < NATS/1.0 503\r\n
all < Nats-Subject: nobody\r\n
all < \r\n
all < \r\n`,
  "a listener anywhere, even one in a queue group, keeps the 503 away": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false}\r\n
B > SUB heard 1\r\n
B > SUB grouped q 2\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true}\r\n
A > SUB inbox 9\r\n
A > PUB heard inbox 2\r\n
A > hi\r\n
A > PUB grouped inbox 2\r\n
A > ho\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG heard 1 inbox 2\r\n
B < hi\r\n
B < MSG grouped 2 inbox 2\r\n
B < ho\r\n
B < PONG\r\n
B leaves`,
  "an own listener counts, and without echo it does not": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true}\r\n
A > SUB inbox 9\r\n
A > SUB me 1\r\n
A > PUB me inbox 2\r\n
A > hi\r\n
A > CONNECT {"echo":false}\r\n
A > PING\r\n
A < MSG me 1 inbox 2\r\n
A < hi\r\n
A < PONG\r\n
A > SUB inbox 9\r\n
A > SUB me 1\r\n
A > PUB me inbox 2\r\n
A > ho\r\n
A > PING\r\n
A < HMSG inbox 9 34 34\r\n
A < NATS/1.0 503\r\n
A < Nats-Subject: me\r\n
A < \r\n
A < \r\n
A < PONG\r\n`,
  "503 does not count for UNSUB max": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true}\r\n
A > SUB inbox 9\r\n
A > UNSUB 9 1\r\n
A > PUB nobody inbox 1\r\n
A > a\r\n
A > PUB nobody inbox 1\r\n
A > b\r\n
A > PING\r\n
A < HMSG inbox 9 38 38\r\n
A < NATS/1.0 503\r\n
A < Nats-Subject: nobody\r\n
A < \r\n
A < \r\n
A < HMSG inbox 9 38 38\r\n
A < NATS/1.0 503\r\n
A < Nats-Subject: nobody\r\n
A < \r\n
A < \r\n
A < PONG\r\n
A > PUB inbox 1\r\n
A > c\r\n
A > PUB nobody inbox 1\r\n
A > d\r\n
A > PING\r\n
A < MSG inbox 9 1\r\n
A < c\r\n
A < PONG\r\n`,
  "503 to a subject of empty words and of wildcards": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true}\r\n
A > SUB inbox 9\r\n
A > PUB a..b inbox 1\r\n
A > a\r\n
A > PUB x.* inbox 1\r\n
A > b\r\n
A > PING\r\n
A < -ERR 'Invalid Publish Subject'\r\n
A < HMSG inbox 9 36 36\r\n
A < NATS/1.0 503\r\n
A < Nats-Subject: a..b\r\n
A < \r\n
A < \r\n
A < -ERR 'Invalid Publish Subject'\r\n
A < HMSG inbox 9 35 35\r\n
A < NATS/1.0 503\r\n
A < Nats-Subject: x.*\r\n
A < \r\n
A < \r\n
A < PONG\r\n`,
};
