/** What nats-server 2.15.1 answered; record.ts writes this file. */
export const accounts: Readonly<Record<string, string>> = {
  "mappings change subjects once": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB > 1\r\n
A > PING\r\n
A < PONG\r\n
A > PUB one 1\r\n
A > x\r\n
A > PUB uno 1\r\n
A > x\r\n
A > PUB dos 1\r\n
A > x\r\n
A > PUB wild.x.y 1\r\n
A > x\r\n
A > PUB wild.x 1\r\n
A > x\r\n
A > PUB rest.a.b 1\r\n
A > x\r\n
A > PUB rest 1\r\n
A > x\r\n
A > PUB other 1\r\n
A > x\r\n
A > PING\r\n
A < MSG uno 1 1\r\n
A < x\r\n
A < MSG dos 1 1\r\n
A < x\r\n
A < MSG dos 1 1\r\n
A < x\r\n
A < MSG tame.y.x 1 1\r\n
A < x\r\n
A < MSG wild.x 1 1\r\n
A < x\r\n
A < MSG more.a.b 1 1\r\n
A < x\r\n
A < MSG rest 1 1\r\n
A < x\r\n
A < MSG other 1 1\r\n
A < x\r\n
A < PONG\r\n`,
  "mappings cut and hash tokens": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB > 1\r\n
A > PING\r\n
A < PONG\r\n
A > PUB part.aa.b 1\r\n
A > x\r\n
A > PUB part.a.ab 1\r\n
A > x\r\n
A > PUB part.x.y 1\r\n
A > x\r\n
A > PUB all.z 1\r\n
A > x\r\n
A > PUB cut.abcdefgh 1\r\n
A > x\r\n
A > PUB cut.a 1\r\n
A > x\r\n
A > PUB cut.ab 1\r\n
A > x\r\n
A > PUB split.-a--b- 1\r\n
A > x\r\n
A > PUB split.x 1\r\n
A > x\r\n
A > PING\r\n
A < MSG p.1.6 1 1\r\n
A < x\r\n
A < MSG p.1.2 1 1\r\n
A < x\r\n
A < MSG p.2.6 1 1\r\n
A < x\r\n
A < MSG p.820.z 1 1\r\n
A < x\r\n
A < MSG c.ab.cdefgh.abcdef.gh.abc.def.gh.ab.cde.fgh 1 1\r\n
A < x\r\n
A < MSG c.a.a.a.a 1 1\r\n
A < x\r\n
A < MSG c.ab.ab.ab.ab 1 1\r\n
A < x\r\n
A < MSG s.a.b.-a.b- 1 1\r\n
A < x\r\n
A < MSG s.x.x.x 1 1\r\n
A < x\r\n
A < PONG\r\n`,
  "mappings keep the rest, or lose it where the source is named": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB > 1\r\n
A > PUB kept 1\r\n
A > x\r\n
A > PUB lost 1\r\n
A > x\r\n
A > PUB lost answer 1\r\n
A > x\r\n
A > PING\r\n
A < MSG kept 1 1\r\n
A < x\r\n
A < HMSG answer 1 32 32\r\n
A < NATS/1.0 503\r\n
A < Nats-Subject: \r\n
A < \r\n
A < \r\n
A < PONG\r\n`,
  "mappings come before permissions": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB > 1\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"limited","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > PUB one 1\r\n
B > x\r\n
B > PUB secret 1\r\n
B > x\r\n
B > PUB open2 1\r\n
B > x\r\n
B > PUB uno 1\r\n
B > x\r\n
B > PING\r\n
B < -ERR 'Permissions Violation for Publish to "uno"'\r\n
B < -ERR 'Permissions Violation for Publish to "secret2"'\r\n
B < PONG\r\n
A > PING\r\n
A < MSG open 1 1\r\n
A < x\r\n
A < MSG dos 1 1\r\n
A < x\r\n
A < PONG\r\n`,
  "mappings leave requests their subject's other name for the 503": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB in.* 1\r\n
A > PUB one in.x 1\r\n
A > x\r\n
A > PING\r\n
A < HMSG in.x 1 35 35\r\n
A < NATS/1.0 503\r\n
A < Nats-Subject: uno\r\n
A < \r\n
A < \r\n
A < PONG\r\n`,
  "mappings of a server without accounts": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB > 1\r\n
A > PUB g 1\r\n
A > x\r\n
A > PUB h.y 1\r\n
A > x\r\n
A > PING\r\n
A < MSG gg 1 1\r\n
A < x\r\n
A < MSG hh.y 1 1\r\n
A < x\r\n
A < PONG\r\n`,
  "streams of another account: by the very subjects": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB s.a.* 1\r\n
B > SUB p.s.b.* 2\r\n
B > SUB t.*.* 3\r\n
B > SUB d.> 4\r\n
B > SUB local 5\r\n
B > SUB priv.x 6\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > PUB s.a.1 1\r\n
A > x\r\n
A > PUB s.b.1 1\r\n
A > x\r\n
A > PUB s.c.1.2 1\r\n
A > x\r\n
A > PUB s.d.1.2 1\r\n
A > x\r\n
A > PUB lit 1\r\n
A > x\r\n
A > PUB priv.x 1\r\n
A > x\r\n
A > PUB priv.y 1\r\n
A > x\r\n
A > PUB s.e 1\r\n
A > x\r\n
A > PUB other 1\r\n
A > x\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG d.1.2 4 1\r\n
B < x\r\n
B < MSG local 5 1\r\n
B < x\r\n
B < MSG p.s.b.1 2 1\r\n
B < x\r\n
B < MSG priv.x 6 1\r\n
B < x\r\n
B < MSG s.a.1 1 1\r\n
B < x\r\n
B < MSG t.2.1 3 1\r\n
B < x\r\n
B < PONG\r\n`,
  "streams of another account: by literal subjects": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB s.a.1 1\r\n
B > SUB s.a.2 2\r\n
B > SUB p.s.b.1 3\r\n
B > SUB t.2.1 4\r\n
B > SUB t.1.2 5\r\n
B > SUB d.1.2 6\r\n
B > SUB priv.x 7\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > PUB s.a.1 1\r\n
A > x\r\n
A > PUB s.b.1 1\r\n
A > x\r\n
A > PUB s.c.1.2 1\r\n
A > x\r\n
A > PUB s.d.1.2 1\r\n
A > x\r\n
A > PUB lit 1\r\n
A > x\r\n
A > PUB priv.x 1\r\n
A > x\r\n
A > PUB priv.y 1\r\n
A > x\r\n
A > PUB s.e 1\r\n
A > x\r\n
A > PUB other 1\r\n
A > x\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG d.1.2 6 1\r\n
B < x\r\n
B < MSG p.s.b.1 3 1\r\n
B < x\r\n
B < MSG priv.x 7 1\r\n
B < x\r\n
B < MSG s.a.1 1 1\r\n
B < x\r\n
B < MSG t.2.1 4 1\r\n
B < x\r\n
B < PONG\r\n`,
  "streams of another account: by everything": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB > 1\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > PUB s.a.1 1\r\n
A > x\r\n
A > PUB s.b.1 1\r\n
A > x\r\n
A > PUB s.c.1.2 1\r\n
A > x\r\n
A > PUB s.d.1.2 1\r\n
A > x\r\n
A > PUB lit 1\r\n
A > x\r\n
A > PUB priv.x 1\r\n
A > x\r\n
A > PUB priv.y 1\r\n
A > x\r\n
A > PUB s.e 1\r\n
A > x\r\n
A > PUB other 1\r\n
A > x\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG d.1.2 1 1\r\n
B < x\r\n
B < MSG local 1 1\r\n
B < x\r\n
B < MSG p.s.b.1 1 1\r\n
B < x\r\n
B < MSG priv.x 1 1\r\n
B < x\r\n
B < MSG s.a.1 1 1\r\n
B < x\r\n
B < MSG t.2.1 1 1\r\n
B < x\r\n
B < PONG\r\n`,
  "streams of another account: by patterns that overlap": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB *.2.1 1\r\n
B > SUB t.2.* 2\r\n
B > SUB p.> 3\r\n
B > SUB *.*.1 4\r\n
B > SUB d.1.* 5\r\n
B > SUB d.*.2 6\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > PUB s.a.1 1\r\n
A > x\r\n
A > PUB s.b.1 1\r\n
A > x\r\n
A > PUB s.c.1.2 1\r\n
A > x\r\n
A > PUB s.d.1.2 1\r\n
A > x\r\n
A > PUB lit 1\r\n
A > x\r\n
A > PUB priv.x 1\r\n
A > x\r\n
A > PUB priv.y 1\r\n
A > x\r\n
A > PUB s.e 1\r\n
A > x\r\n
A > PUB other 1\r\n
A > x\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG d.1.2 5 1\r\n
B < x\r\n
B < MSG d.1.2 6 1\r\n
B < x\r\n
B < MSG p.s.b.1 3 1\r\n
B < x\r\n
B < MSG s.a.1 4 1\r\n
B < x\r\n
B < MSG t.2.1 1 1\r\n
B < x\r\n
B < MSG t.2.1 2 1\r\n
B < x\r\n
B < MSG t.2.1 4 1\r\n
B < x\r\n
B < PONG\r\n`,
  "streams of another account: by subjects of nothing imported": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB x 1\r\n
B > SUB s.e 2\r\n
B > SUB s.b.1 3\r\n
B > SUB s.c.1.2 4\r\n
B > SUB lit 5\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > PUB s.a.1 1\r\n
A > x\r\n
A > PUB s.b.1 1\r\n
A > x\r\n
A > PUB s.c.1.2 1\r\n
A > x\r\n
A > PUB s.d.1.2 1\r\n
A > x\r\n
A > PUB lit 1\r\n
A > x\r\n
A > PUB priv.x 1\r\n
A > x\r\n
A > PUB priv.y 1\r\n
A > x\r\n
A > PUB s.e 1\r\n
A > x\r\n
A > PUB other 1\r\n
A > x\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < PONG\r\n`,
  "streams of another account keep the reply and end with the subscription": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB p.s.b.* 1\r\n
B > SUB p.s.b.* 2\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > PUB s.b.1 answer 1\r\n
A > x\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG p.s.b.1 1 answer 1\r\n
B < x\r\n
B < MSG p.s.b.1 2 answer 1\r\n
B < x\r\n
B < PONG\r\n
B > UNSUB 1\r\n
B > PING\r\n
B < PONG\r\n
A > PUB s.b.1 1\r\n
A > x\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG p.s.b.1 2 1\r\n
B < x\r\n
B < PONG\r\n
B > UNSUB 2\r\n
B > PING\r\n
B < PONG\r\n
A > PUB s.b.1 1\r\n
A > x\r\n
A > SUB in 1\r\n
A > PUB s.b.1 in 1\r\n
A > x\r\n
A > PING\r\n
A < HMSG in 1 37 37\r\n
A < NATS/1.0 503\r\n
A < Nats-Subject: s.b.1\r\n
A < \r\n
A < \r\n
A < PONG\r\n
B > PING\r\n
B < PONG\r\n`,
  "streams of another account go to one of a queue group": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB p.s.b.* q 1\r\n
B > SUB p.s.b.* q 2\r\n
B > SUB p.> q 3\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > PUB s.b.1 1\r\n
A > x\r\n
A > PUB s.b.1 1\r\n
A > x\r\n
A > PUB s.b.1 1\r\n
A > x\r\n
A > PUB s.b.1 1\r\n
A > x\r\n
A > PUB s.b.1 1\r\n
A > x\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < PONG\r\n
all < MSG p.s.b.1 * 1\r\n
all < x\r\n
all < MSG p.s.b.1 * 1\r\n
all < x\r\n
all < MSG p.s.b.1 * 1\r\n
all < x\r\n
all < MSG p.s.b.1 * 1\r\n
all < x\r\n
all < MSG p.s.b.1 * 1\r\n
all < x\r\n`,
  "streams of another account do not reach what is denied": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"denied","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB p.s.b.* 1\r\n
B > SUB p.s.b.no 2\r\n
B > PING\r\n
B < -ERR 'Permissions Violation for Subscription to "p.s.b.no"'\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > PUB s.b.no 1\r\n
A > x\r\n
A > PUB s.b.yes 1\r\n
A > x\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG p.s.b.yes 1 1\r\n
B < x\r\n
B < PONG\r\n`,
  "a service of another account answers once": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB one 1\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB in 2\r\n
B > PUB one in 2\r\n
B > hi\r\n
B > PING\r\n
B < PONG\r\n
A > PING\r\n
A < HMSG one 1 _R_.* *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n
A > PUB {reply} 3\r\n
A > yes\r\n
A > PUB {reply} 5\r\n
A > again\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG in 2 3\r\n
B < yes\r\n
B < PONG\r\n`,
  "a service of another account gets requests without a reply, and with headers": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB one 1\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > PUB one 2\r\n
B > hi\r\n
B > HPUB one in 56 58\r\n
B > NATS/1.0\r\n
B > X: 1\r\n
B > Nats-Request-Info: {"acc":"A"}\r\n
B > Y: 2\r\n
B > \r\n
B > hi\r\n
B > HPUB one 44 46\r\n
B > NATS/1.0\r\n
B > Nats-Request-Info: {"acc":"A"}\r\n
B > \r\n
B > hi\r\n
B > HPUB one 12 14\r\n
B > NATS/1.0\r\n
B > \r\n
B > hi\r\n
B > PING\r\n
B < PONG\r\n
A > PING\r\n
A < HMSG one 1 *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < \r\n
A < hi\r\n
A < HMSG one 1 _R_.* *\r\n
A < NATS/1.0\r\n
A < X: 1\r\n
A < Y: 2\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < \r\n
A < hi\r\n
A < HMSG one 1 *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < \r\n
A < hi\r\n
A < HMSG one 1 *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n`,
  "a service of another account without headers for who cannot have them": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB one 1\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > PUB one 2\r\n
B > hi\r\n
B > PING\r\n
B < PONG\r\n
A > PING\r\n
A < MSG one 1 2\r\n
A < hi\r\n
A < PONG\r\n`,
  "a service of another account that nobody runs has no responders": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB in 2\r\n
B > PUB one in 2\r\n
B > hi\r\n
B > PUB l.x.y in 2\r\n
B > hi\r\n
B > PUB first in 2\r\n
B > hi\r\n
B > PING\r\n
B < HMSG in 2 35 35\r\n
B < NATS/1.0 503\r\n
B < Nats-Subject: one\r\n
B < \r\n
B < \r\n
B < HMSG in 2 37 37\r\n
B < NATS/1.0 503\r\n
B < Nats-Subject: l.x.y\r\n
B < \r\n
B < \r\n
B < HMSG in 2 35 35\r\n
B < NATS/1.0 503\r\n
B < Nats-Subject: one\r\n
B < \r\n
B < \r\n
B < PONG\r\n`,
  "a service of another account answers in a stream until an empty message": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB many 1\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB in 2\r\n
B > PUB many in 2\r\n
B > hi\r\n
B > PING\r\n
B < PONG\r\n
A > PING\r\n
A < HMSG many 1 _R_.* *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n
A > PUB {reply} 1\r\n
A > 1\r\n
A > PUB {reply} 1\r\n
A > 2\r\n
A > PUB {reply} 0\r\n
A > \r\n
A > PUB {reply} 1\r\n
A > 3\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG in 2 1\r\n
B < 1\r\n
B < MSG in 2 1\r\n
B < 2\r\n
B < MSG in 2 0\r\n
B < \r\n
B < PONG\r\n`,
  "a service of another account answers in chunks": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB chunks q 1\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB in 2\r\n
B > PUB chunks in 2\r\n
B > hi\r\n
B > PING\r\n
B < PONG\r\n
A > PING\r\n
A < HMSG chunks 1 _R_.* *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n
A > PUB {reply} 1\r\n
A > 1\r\n
A > PUB {reply} 0\r\n
A > \r\n
A > PUB {reply} 1\r\n
A > 3\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG in 2 1\r\n
B < 1\r\n
B < MSG in 2 0\r\n
B < \r\n
B < PONG\r\n`,
  "a service of another account under another subject": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB > 1\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p","name":"app","lang":"x","version":"9"}\r\n
B > PING\r\n
B < PONG\r\n
B > PUB l.x.y 1\r\n
B > x\r\n
B > PUB any.z 1\r\n
B > x\r\n
B > PUB tok 1\r\n
B > x\r\n
B > PUB m 1\r\n
B > x\r\n
B > PUB first 1\r\n
B > x\r\n
B > PUB l.x 1\r\n
B > x\r\n
B > PING\r\n
B < PONG\r\n
A > PING\r\n
A < HMSG w.y.x 1 *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"start":*,"host":"127.0.0.1","id":*,"acc":"B","user":"b","name":"app","lang":"x","ver":"9","rtt":*,"server":*,"kind":"Client","client_type":"nats"}\r\n
A < \r\n
A < x\r\n
A < HMSG w.fix.y 1 *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < \r\n
A < x\r\n
A < HMSG tok.B 1 *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < \r\n
A < x\r\n
A < HMSG mapped.v2 1 *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < \r\n
A < x\r\n
A < HMSG one 1 *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < \r\n
A < x\r\n
A < PONG\r\n`,
  "a service of another account asks back": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB one 1\r\n
A > SUB more 2\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB in 2\r\n
B > PUB one in 2\r\n
B > hi\r\n
B > PING\r\n
B < PONG\r\n
A > PING\r\n
A < HMSG one 1 _R_.* *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n
A > PUB {reply} more 3\r\n
A > yes\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG in 2 _R_.* *\r\n
B < yes\r\n
B < PONG\r\n
B > PUB {reply} 6\r\n
B > thanks\r\n
B > PING\r\n
B < PONG\r\n
A > PING\r\n
A < MSG more 2 6\r\n
A < thanks\r\n
A < PONG\r\n`,
  "a service of another account loses answers that nobody waits for": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB one 1\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB in.* 2\r\n
B > PUB one in.1 2\r\n
B > hi\r\n
B > UNSUB 2\r\n
B > PING\r\n
B < PONG\r\n
A > PING\r\n
A < HMSG one 1 _R_.* *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n
B > SUB in.* 3\r\n
B > PING\r\n
B < PONG\r\n
A > PUB {reply} 3\r\n
A > yes\r\n
A > PUB _R_.aaaaaa.bbbbbb 2\r\n
A > no\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < PONG\r\n`,
  "services behind services know who asked first": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB one 1\r\n
A > PING\r\n
A < PONG\r\n
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"c","pass":"p"}\r\n
C > PING\r\n
C < PONG\r\n
C > SUB in 2\r\n
C > PUB c in 2\r\n
C > hi\r\n
C > PING\r\n
C < PONG\r\n
A > PING\r\n
A < HMSG one 1 _R_.* *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"C","svc":"B","rtt":*}\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n
A > PUB {reply} 3\r\n
A > yes\r\n
A > PING\r\n
A < PONG\r\n
C > PING\r\n
C < MSG in 2 3\r\n
C < yes\r\n
C < PONG\r\n`,
  "services behind services that share tell more": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB one 1\r\n
A > PING\r\n
A < PONG\r\n
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"c","pass":"p"}\r\n
C > PING\r\n
C < PONG\r\n
C > SUB in 2\r\n
C > PUB c in 2\r\n
C > hi\r\n
C > PING\r\n
C < PONG\r\n
A > PING\r\n
A < HMSG one 1 _R_.* *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"C","svc":"B","rtt":*,"server":*}\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n`,
  "what came as a request does not go on as a stream": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB s.x 1\r\n
A > PING\r\n
A < PONG\r\n
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"c","pass":"p"}\r\n
C > PING\r\n
C < PONG\r\n
C > SUB s.x 2\r\n
C > PING\r\n
C < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > PUB s.x 1\r\n
B > x\r\n
B > PING\r\n
B < PONG\r\n
A > PING\r\n
A < HMSG s.x 1 *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < \r\n
A < x\r\n
A < PONG\r\n
A > PUB s.x 1\r\n
A > y\r\n
A > PING\r\n
A < MSG s.x 1 1\r\n
A < y\r\n
A < PONG\r\n
C > PING\r\n
C < MSG s.x 2 1\r\n
C < y\r\n
C < PONG\r\n`,
  "several accounts are asked by one subject": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB q 1\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB q 1\r\n
B > PING\r\n
B < PONG\r\n
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"c","pass":"p"}\r\n
C > PING\r\n
C < PONG\r\n
C > SUB in 2\r\n
C > PUB l in 2\r\n
C > hi\r\n
C > PING\r\n
C < PONG\r\n
A > PING\r\n
A < HMSG q 1 _R_.* *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"C","rtt":*}\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n
B > PING\r\n
B < HMSG q 1 _R_.* *\r\n
B < NATS/1.0\r\n
B < Nats-Request-Info: {"acc":"C","rtt":*}\r\n
B < \r\n
B < hi\r\n
B < PONG\r\n
A > PUB {reply} 1\r\n
A > a\r\n
A > PING\r\n
A < PONG\r\n
C > PING\r\n
C < MSG in 2 1\r\n
C < a\r\n
C < PONG\r\n
B > PUB {reply} 1\r\n
B > b\r\n
B > PING\r\n
B < PONG\r\n
C > PING\r\n
C < MSG in 2 1\r\n
C < b\r\n
C < PONG\r\n`,
  "requests to a measured service": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB all 1\r\n
A > PING\r\n
A < PONG\r\n
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
C > PING\r\n
C < PONG\r\n
C > SUB lat.> 1\r\n
C > PING\r\n
C < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB in 2\r\n
B > PUB all in 2\r\n
B > hi\r\n
B > PING\r\n
B < PONG\r\n
A > PING\r\n
A < HMSG all 1 _R_.*.T *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n
A > PUB {reply} 3\r\n
A > yes\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG in 2 3\r\n
B < yes\r\n
B < PONG\r\n
C < MSG lat.all 1 *\r\n
C < {"type":"io.nats.server.metric.v1.service_latency","id":*,"timestamp":*,"status":200,"requestor":{"acc":"B","rtt":*},"responder":{"start":*,"host":"127.0.0.1","id":*,"acc":"A","user":"a","rtt":*,"server":*,"kind":"Client","client_type":"nats"},"start":*,"service":*,"system":*,"total":*}\r\n
B > PUB all 2\r\n
B > hi\r\n
B > PING\r\n
B < PONG\r\n
C < MSG lat.all 1 *\r\n
C < {"type":"io.nats.server.metric.v1.service_latency","id":*,"timestamp":*,"status":400,"description":"Bad Request","requestor":{"acc":"B","rtt":*},"start":*,"service":*,"system":*,"total":*}\r\n
A > PING\r\n
A < HMSG all 1 *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n
B > PUB all in 2\r\n
B > hi\r\n
B > UNSUB 2\r\n
B > PING\r\n
B < PONG\r\n
C < MSG lat.all 1 *\r\n
C < {"type":"io.nats.server.metric.v1.service_latency","id":*,"timestamp":*,"status":408,"description":"Request Timeout","requestor":{"acc":"B","rtt":*},"start":*,"service":*,"system":*,"total":*}\r\n
A > UNSUB 1\r\n
A > PING\r\n
A < HMSG all 1 _R_.*.T *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n
B > SUB in 3\r\n
B > PUB all in 2\r\n
B > hi\r\n
B > PING\r\n
B < HMSG in 3 35 35\r\n
B < NATS/1.0 503\r\n
B < Nats-Subject: all\r\n
B < \r\n
B < \r\n
B < PONG\r\n
C < MSG lat.all 1 *\r\n
C < {"type":"io.nats.server.metric.v1.service_latency","id":*,"timestamp":*,"status":503,"description":"Service Unavailable","requestor":{"acc":"B","rtt":*},"start":*,"service":*,"system":*,"total":*}\r\n
C > PING\r\n
C < PONG\r\n`,
  "requests to a service that is measured where headers say so": String.raw`
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
C > PING\r\n
C < PONG\r\n
C > SUB lat.> 1\r\n
C > PING\r\n
C < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > PUB some 2\r\n
B > hi\r\n
B > HPUB some 95 97\r\n
B > NATS/1.0\r\n
B > Uber-Trace-Id: 479fefe9525eddb:5adb976bfc1f95c1:479fefe9525eddb:1\r\n
B > Uberctx-Key: v\r\n
B > \r\n
B > hi\r\n
B > HPUB some 36 38\r\n
B > NATS/1.0\r\n
B > uber-trace-id: 1:1:1:0\r\n
B > \r\n
B > hi\r\n
B > HPUB some 87 89\r\n
B > NATS/1.0\r\n
B > X-B3-TraceId: 80f198ee56343ba864fe8b2a57d3eff7\r\n
B > X-B3-Sampled: 1\r\n
B > Other: x\r\n
B > \r\n
B > hi\r\n
B > HPUB some 77 79\r\n
B > NATS/1.0\r\n
B > X-B3-TraceId: 80f198ee56343ba864fe8b2a57d3eff7\r\n
B > X-B3-Sampled: 0\r\n
B > \r\n
B > hi\r\n
B > HPUB some 60 62\r\n
B > NATS/1.0\r\n
B > X-B3-TraceId: 80f198ee56343ba864fe8b2a57d3eff7\r\n
B > \r\n
B > hi\r\n
B > HPUB some 69 71\r\n
B > NATS/1.0\r\n
B > B3: 80f198ee56343ba864fe8b2a57d3eff7-e457b5a2e4d86bd1-1\r\n
B > \r\n
B > hi\r\n
B > HPUB some 69 71\r\n
B > NATS/1.0\r\n
B > B3: 80f198ee56343ba864fe8b2a57d3eff7-e457b5a2e4d86bd1-0\r\n
B > \r\n
B > hi\r\n
B > HPUB some 19 21\r\n
B > NATS/1.0\r\n
B > B3: 0\r\n
B > \r\n
B > hi\r\n
B > HPUB some 99 101\r\n
B > NATS/1.0\r\n
B > traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n
B > tracestate: a=b\r\n
B > \r\n
B > hi\r\n
B > HPUB some 82 84\r\n
B > NATS/1.0\r\n
B > traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00\r\n
B > \r\n
B > hi\r\n
B > PING\r\n
B < PONG\r\n
C < MSG lat.some 1 *\r\n
C < {"type":"io.nats.server.metric.v1.service_latency","id":*,"timestamp":*,"status":400,"description":"Bad Request","requestor":{"start":*,"host":"127.0.0.1","id":*,"acc":"B","user":"b","rtt":*,"server":*,"kind":"Client","client_type":"nats"},"header":{"Uber-Trace-Id":["479fefe9525eddb:5adb976bfc1f95c1:479fefe9525eddb:1"],"Uberctx-Key":["v"]},"start":*,"service":*,"system":*,"total":*}\r\n
C < MSG lat.some 1 *\r\n
C < {"type":"io.nats.server.metric.v1.service_latency","id":*,"timestamp":*,"status":400,"description":"Bad Request","requestor":{"start":*,"host":"127.0.0.1","id":*,"acc":"B","user":"b","rtt":*,"server":*,"kind":"Client","client_type":"nats"},"header":{"X-B3-Sampled":["1"],"X-B3-Traceid":["80f198ee56343ba864fe8b2a57d3eff7"]},"start":*,"service":*,"system":*,"total":*}\r\n
C < MSG lat.some 1 *\r\n
C < {"type":"io.nats.server.metric.v1.service_latency","id":*,"timestamp":*,"status":400,"description":"Bad Request","requestor":{"start":*,"host":"127.0.0.1","id":*,"acc":"B","user":"b","rtt":*,"server":*,"kind":"Client","client_type":"nats"},"header":{"X-B3-Traceid":["80f198ee56343ba864fe8b2a57d3eff7"]},"start":*,"service":*,"system":*,"total":*}\r\n
C < MSG lat.some 1 *\r\n
C < {"type":"io.nats.server.metric.v1.service_latency","id":*,"timestamp":*,"status":400,"description":"Bad Request","requestor":{"start":*,"host":"127.0.0.1","id":*,"acc":"B","user":"b","rtt":*,"server":*,"kind":"Client","client_type":"nats"},"header":{"B3":["80f198ee56343ba864fe8b2a57d3eff7-e457b5a2e4d86bd1-1"]},"start":*,"service":*,"system":*,"total":*}\r\n
C < MSG lat.some 1 *\r\n
C < {"type":"io.nats.server.metric.v1.service_latency","id":*,"timestamp":*,"status":400,"description":"Bad Request","requestor":{"start":*,"host":"127.0.0.1","id":*,"acc":"B","user":"b","rtt":*,"server":*,"kind":"Client","client_type":"nats"},"header":{"Traceparent":["00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"],"Tracestate":["a=b"]},"start":*,"service":*,"system":*,"total":*}\r\n
C > PING\r\n
C < PONG\r\n`,
};
