/** What nats-server 2.15.1 answered; record.ts writes this file. */
export const subjects: Readonly<Record<string, string>> = {
  "SUB a..b is an invalid subject": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB a..b 1\r\n
A > SUB a..b q 2\r\n
A > SUB ok 1\r\n
A > PING\r\n
A < -ERR 'Invalid Subject'\r\n
A < -ERR 'Invalid Subject'\r\n
A < +OK\r\n
A < PONG\r\n`,
  "SUB .a is an invalid subject": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB .a 1\r\n
A > SUB .a q 2\r\n
A > SUB ok 1\r\n
A > PING\r\n
A < -ERR 'Invalid Subject'\r\n
A < -ERR 'Invalid Subject'\r\n
A < +OK\r\n
A < PONG\r\n`,
  "SUB a. is an invalid subject": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB a. 1\r\n
A > SUB a. q 2\r\n
A > SUB ok 1\r\n
A > PING\r\n
A < -ERR 'Invalid Subject'\r\n
A < -ERR 'Invalid Subject'\r\n
A < +OK\r\n
A < PONG\r\n`,
  "SUB . is an invalid subject": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB . 1\r\n
A > SUB . q 2\r\n
A > SUB ok 1\r\n
A > PING\r\n
A < -ERR 'Invalid Subject'\r\n
A < -ERR 'Invalid Subject'\r\n
A < +OK\r\n
A < PONG\r\n`,
  "SUB .. is an invalid subject": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB .. 1\r\n
A > SUB .. q 2\r\n
A > SUB ok 1\r\n
A > PING\r\n
A < -ERR 'Invalid Subject'\r\n
A < -ERR 'Invalid Subject'\r\n
A < +OK\r\n
A < PONG\r\n`,
  "SUB a.>.b is an invalid subject": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB a.>.b 1\r\n
A > SUB a.>.b q 2\r\n
A > SUB ok 1\r\n
A > PING\r\n
A < -ERR 'Invalid Subject'\r\n
A < -ERR 'Invalid Subject'\r\n
A < +OK\r\n
A < PONG\r\n`,
  "SUB >.a is an invalid subject": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB >.a 1\r\n
A > SUB >.a q 2\r\n
A > SUB ok 1\r\n
A > PING\r\n
A < -ERR 'Invalid Subject'\r\n
A < -ERR 'Invalid Subject'\r\n
A < +OK\r\n
A < PONG\r\n`,
  "SUB >.> is an invalid subject": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB >.> 1\r\n
A > SUB >.> q 2\r\n
A > SUB ok 1\r\n
A > PING\r\n
A < -ERR 'Invalid Subject'\r\n
A < -ERR 'Invalid Subject'\r\n
A < +OK\r\n
A < PONG\r\n`,
  "SUB *..* is an invalid subject": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB *..* 1\r\n
A > SUB *..* q 2\r\n
A > SUB ok 1\r\n
A > PING\r\n
A < -ERR 'Invalid Subject'\r\n
A < -ERR 'Invalid Subject'\r\n
A < +OK\r\n
A < PONG\r\n`,
  "SUB a.*. is an invalid subject": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB a.*. 1\r\n
A > SUB a.*. q 2\r\n
A > SUB ok 1\r\n
A > PING\r\n
A < -ERR 'Invalid Subject'\r\n
A < -ERR 'Invalid Subject'\r\n
A < +OK\r\n
A < PONG\r\n`,
  "a second SUB with the same sid is taken and changes nothing": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo 1\r\n
A > SUB bar 1\r\n
A > PUB bar 1\r\n
A > a\r\n
A > PUB foo 1\r\n
A > b\r\n
A > SUB a..b 1\r\n
A > UNSUB 1\r\n
A > SUB bar 1\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG foo 1 1\r\n
A < b\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < PONG\r\n
A > PUB foo 1\r\n
A > c\r\n
A > PUB bar 1\r\n
A > d\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG bar 1 1\r\n
A < d\r\n
A < PONG\r\n`,
  "UNSUB of an unknown sid is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > UNSUB 1\r\n
A > UNSUB x 5\r\n
A > SUB foo x\r\n
A > PUB foo 1\r\n
A > a\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG foo x 1\r\n
A < a\r\n
A < PONG\r\n`,
  "UNSUB max counts what was delivered since SUB": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > SUB foo 1\r\n
A > PUB foo 1\r\n
A > a\r\n
A > PUB foo 1\r\n
A > b\r\n
A > UNSUB 1 3\r\n
A > PUB foo 1\r\n
A > c\r\n
A > PUB foo 1\r\n
A > d\r\n
A > PING\r\n
A < MSG foo 1 1\r\n
A < a\r\n
A < MSG foo 1 1\r\n
A < b\r\n
A < MSG foo 1 1\r\n
A < c\r\n
A < PONG\r\n`,
  "UNSUB max that was reached already takes the subscription away": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > SUB foo 1\r\n
A > PUB foo 1\r\n
A > a\r\n
A > PUB foo 1\r\n
A > b\r\n
A > UNSUB 1 2\r\n
A > PUB foo 1\r\n
A > c\r\n
A > PING\r\n
A < MSG foo 1 1\r\n
A < a\r\n
A < MSG foo 1 1\r\n
A < b\r\n
A < PONG\r\n
A > SUB foo 1\r\n
A > PUB foo 1\r\n
A > d\r\n
A > UNSUB 1 1\r\n
A > PUB foo 1\r\n
A > e\r\n
A > PING\r\n
A < MSG foo 1 1\r\n
A < d\r\n
A < PONG\r\n`,
  "UNSUB with a max of 0": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo 1\r\n
A > UNSUB 1 0\r\n
A > PUB foo 1\r\n
A > a\r\n
A > PUB foo 1\r\n
A > b\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < PONG\r\n`,
  "UNSUB with a max of x": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo 1\r\n
A > UNSUB 1 x\r\n
A > PUB foo 1\r\n
A > a\r\n
A > PUB foo 1\r\n
A > b\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < PONG\r\n`,
  "UNSUB with a max of -1": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo 1\r\n
A > UNSUB 1 -1\r\n
A > PUB foo 1\r\n
A > a\r\n
A > PUB foo 1\r\n
A > b\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < PONG\r\n`,
  "UNSUB with a max of +1": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo 1\r\n
A > UNSUB 1 +1\r\n
A > PUB foo 1\r\n
A > a\r\n
A > PUB foo 1\r\n
A > b\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < PONG\r\n`,
  "UNSUB with a max of 1x": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo 1\r\n
A > UNSUB 1 1x\r\n
A > PUB foo 1\r\n
A > a\r\n
A > PUB foo 1\r\n
A > b\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < PONG\r\n`,
  "UNSUB with a max of 0000000001": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo 1\r\n
A > UNSUB 1 0000000001\r\n
A > PUB foo 1\r\n
A > a\r\n
A > PUB foo 1\r\n
A > b\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < PONG\r\n`,
  "UNSUB with a max of 9999999999": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo 1\r\n
A > UNSUB 1 9999999999\r\n
A > PUB foo 1\r\n
A > a\r\n
A > PUB foo 1\r\n
A > b\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < PONG\r\n`,
  "a later UNSUB max replaces the earlier one, up and down": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > SUB foo 1\r\n
A > UNSUB 1 1\r\n
A > UNSUB 1 3\r\n
A > PUB foo 1\r\n
A > a\r\n
A > PUB foo 1\r\n
A > b\r\n
A > UNSUB 1 2\r\n
A > PING\r\n
A < MSG foo 1 1\r\n
A < a\r\n
A < MSG foo 1 1\r\n
A < b\r\n
A < PONG\r\n
A > PUB foo 1\r\n
A > c\r\n
A > SUB foo 1\r\n
A > UNSUB 1 5\r\n
A > PUB foo 1\r\n
A > d\r\n
A > UNSUB 1 2\r\n
A > PUB foo 1\r\n
A > e\r\n
A > PING\r\n
A < MSG foo 1 1\r\n
A < d\r\n
A < MSG foo 1 1\r\n
A < e\r\n
A < PONG\r\n
A > PUB foo 1\r\n
A > f\r\n
A > SUB foo 1\r\n
A > UNSUB 1 5\r\n
A > UNSUB 1\r\n
A > PUB foo 1\r\n
A > g\r\n
A > PING\r\n
A < PONG\r\n`,
  "the sid is free again after UNSUB max was reached": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > SUB foo 1\r\n
A > UNSUB 1 1\r\n
A > PUB foo 1\r\n
A > a\r\n
A > SUB bar 1\r\n
A > PUB bar 1\r\n
A > b\r\n
A > PUB foo 1\r\n
A > c\r\n
A > PING\r\n
A < MSG foo 1 1\r\n
A < a\r\n
A < MSG bar 1 1\r\n
A < b\r\n
A < PONG\r\n`,
  "UNSUB max of another connection's messages": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false}\r\n
B > SUB foo 7\r\n
B > UNSUB 7 2\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > PUB foo 1\r\n
A > a\r\n
A > PUB foo 1\r\n
A > b\r\n
A > PUB foo 1\r\n
A > c\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG foo 7 1\r\n
B < a\r\n
B < MSG foo 7 1\r\n
B < b\r\n
B < PONG\r\n`,
  "a connection that leaves takes its subscriptions along": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false}\r\n
B > SUB foo 1\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > SUB foo 1\r\n
A > PUB foo 1\r\n
A > a\r\n
A > PING\r\n
A < MSG foo 1 1\r\n
A < a\r\n
A < PONG\r\n
B > PING\r\n
B < MSG foo 1 1\r\n
B < a\r\n
B < PONG\r\n
B leaves
A > PUB foo 1\r\n
A > b\r\n
A > PING\r\n
A < MSG foo 1 1\r\n
A < b\r\n
A < PONG\r\n`,
  "a star stands for one word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > SUB *.b.* 1\r\n
A > PUB a.b.c 1\r\n
A > a\r\n
A > PUB a.b 1\r\n
A > b\r\n
A > PUB a.b.c.d 1\r\n
A > c\r\n
A > PUB b.b.b 1\r\n
A > d\r\n
A > PING\r\n
A < MSG a.b.c 1 1\r\n
A < a\r\n
A < MSG b.b.b 1 1\r\n
A < d\r\n
A < PONG\r\n
A > SUB * 2\r\n
A > PUB a 1\r\n
A > e\r\n
A > PUB a.b 1\r\n
A > f\r\n
A > PING\r\n
A < MSG a 2 1\r\n
A < e\r\n
A < PONG\r\n`,
  "an arrow stands for one word or more at the end": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > SUB a.> 1\r\n
A > PUB a 1\r\n
A > a\r\n
A > PUB a.b 1\r\n
A > b\r\n
A > PUB a.b.c.d 1\r\n
A > c\r\n
A > PUB b.a 1\r\n
A > d\r\n
A > PING\r\n
A < MSG a.b 1 1\r\n
A < b\r\n
A < MSG a.b.c.d 1 1\r\n
A < c\r\n
A < PONG\r\n
A > SUB *.> 2\r\n
A > PUB x 1\r\n
A > e\r\n
A > PUB x.y 1\r\n
A > f\r\n
A > PING\r\n
A < MSG x.y 2 1\r\n
A < f\r\n
A < PONG\r\n`,
  "all subscriptions that match get the message once each": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > SUB > 1\r\n
A > SUB a.> 2\r\n
A > SUB a.* 3\r\n
A > SUB a.b 4\r\n
A > SUB *.b 5\r\n
A > SUB a.b 6\r\n
A > PUB a.b 1\r\n
A > x\r\n
A > PING\r\n
A < MSG a.b 1 1\r\n
A < x\r\n
A < MSG a.b 2 1\r\n
A < x\r\n
A < MSG a.b 3 1\r\n
A < x\r\n
A < MSG a.b 4 1\r\n
A < x\r\n
A < MSG a.b 5 1\r\n
A < x\r\n
A < MSG a.b 6 1\r\n
A < x\r\n
A < PONG\r\n`,
  "star and arrow inside a word are letters": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > SUB foo* 1\r\n
A > SUB a.b> 2\r\n
A > SUB a.*b.c 3\r\n
A > SUB >x.y 4\r\n
A > SUB ** 5\r\n
A > PING\r\n
A < PONG\r\n
A > PUB foobar 1\r\n
A > a\r\n
A > PUB foo* 1\r\n
A > b\r\n
A > PUB a.b> 1\r\n
A > c\r\n
A > PUB a.b 1\r\n
A > d\r\n
A > PUB a.xb.c 1\r\n
A > e\r\n
A > PING\r\n
A < MSG foo* 1 1\r\n
A < b\r\n
A < MSG a.b> 2 1\r\n
A < c\r\n
A < PONG\r\n
A > PUB a.*b.c 1\r\n
A > f\r\n
A > PUB >x.y 1\r\n
A > g\r\n
A > PUB ** 1\r\n
A > h\r\n
A > PUB xx 1\r\n
A > i\r\n
A > PING\r\n
A < MSG a.*b.c 3 1\r\n
A < f\r\n
A < MSG >x.y 4 1\r\n
A < g\r\n
A < MSG ** 5 1\r\n
A < h\r\n
A < PONG\r\n`,
  "subjects differ by case": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > SUB Foo 1\r\n
A > PUB foo 1\r\n
A > a\r\n
A > PUB Foo 1\r\n
A > b\r\n
A > PING\r\n
A < MSG Foo 1 1\r\n
A < b\r\n
A < PONG\r\n`,
  "a published wildcard meets wildcard subscriptions only, letter by letter": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"pedantic":false}\r\n
A > SUB foo.* 1\r\n
A > SUB foo.bar 2\r\n
A > SUB > 3\r\n
A > SUB foo.> 4\r\n
A > PING\r\n
A < PONG\r\n
A > PUB foo.* 1\r\n
A > a\r\n
A > PUB foo.> 1\r\n
A > b\r\n
A > PUB * 1\r\n
A > c\r\n
A > PUB > 1\r\n
A > d\r\n
A > PING\r\n
A < MSG * 3 1\r\n
A < c\r\n
A < MSG > 3 1\r\n
A < d\r\n
A < MSG foo.* 1 1\r\n
A < a\r\n
A < MSG foo.* 3 1\r\n
A < a\r\n
A < MSG foo.* 4 1\r\n
A < a\r\n
A < MSG foo.> 1 1\r\n
A < b\r\n
A < MSG foo.> 3 1\r\n
A < b\r\n
A < MSG foo.> 4 1\r\n
A < b\r\n
A < PONG\r\n`,
  "a published subject with empty words meets nobody": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"pedantic":false}\r\n
A > SUB > 1\r\n
A > SUB *.* 2\r\n
A > PUB a..b 1\r\n
A > a\r\n
A > PUB .a 1\r\n
A > b\r\n
A > PUB a. 1\r\n
A > c\r\n
A > PUB . 1\r\n
A > d\r\n
A > PING\r\n
A < PONG\r\n`,
  "$SYS is an ordinary word without a system account": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > SUB $SYS.x 1\r\n
A > PUB $SYS.x 1\r\n
A > a\r\n
A > SUB $JS.x 2\r\n
A > PUB $JS.x 1\r\n
A > b\r\n
A > PING\r\n
A < MSG $SYS.x 1 1\r\n
A < a\r\n
A < MSG $JS.x 2 1\r\n
A < b\r\n
A < PONG\r\n`,
  "a subject of many words": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > SUB w0.w1.w2.w3.w4.w5.w6.w7.w8.w9.w10.w11.w12.w13.w14.w15.w16.w17.w18.w19.w20.w21.w22.w23.w24.w25.w26.w27.w28.w29.w30.w31.w32.w33.w34.w35.w36.w37.w38.w39.w40.w41.w42.w43.w44.w45.w46.w47.w48.w49.w50.w51.w52.w53.w54.w55.w56.w57.w58.w59.w60.w61.w62.w63 1\r\n
A > PUB w0.w1.w2.w3.w4.w5.w6.w7.w8.w9.w10.w11.w12.w13.w14.w15.w16.w17.w18.w19.w20.w21.w22.w23.w24.w25.w26.w27.w28.w29.w30.w31.w32.w33.w34.w35.w36.w37.w38.w39.w40.w41.w42.w43.w44.w45.w46.w47.w48.w49.w50.w51.w52.w53.w54.w55.w56.w57.w58.w59.w60.w61.w62.w63 1\r\n
A > a\r\n
A > SUB w0.w1.w2.w3.w4.w5.w6.w7.w8.w9.w10.w11.w12.w13.w14.w15.w16.w17.w18.w19.w20.w21.w22.w23.w24.w25.w26.w27.w28.w29.w30.w31.w32.w33.w34.w35.w36.w37.w38.w39.w40.w41.w42.w43.w44.w45.w46.w47.w48.w49.w50.w51.w52.w53.w54.w55.w56.w57.w58.w59.w60.w61.w62.> 2\r\n
A > PUB w0.w1.w2.w3.w4.w5.w6.w7.w8.w9.w10.w11.w12.w13.w14.w15.w16.w17.w18.w19.w20.w21.w22.w23.w24.w25.w26.w27.w28.w29.w30.w31.w32.w33.w34.w35.w36.w37.w38.w39.w40.w41.w42.w43.w44.w45.w46.w47.w48.w49.w50.w51.w52.w53.w54.w55.w56.w57.w58.w59.w60.w61.w62.w63.w64 1\r\n
A > b\r\n
A > PING\r\n
A < MSG w0.w1.w2.w3.w4.w5.w6.w7.w8.w9.w10.w11.w12.w13.w14.w15.w16.w17.w18.w19.w20.w21.w22.w23.w24.w25.w26.w27.w28.w29.w30.w31.w32.w33.w34.w35.w36.w37.w38.w39.w40.w41.w42.w43.w44.w45.w46.w47.w48.w49.w50.w51.w52.w53.w54.w55.w56.w57.w58.w59.w60.w61.w62.w63 1 1\r\n
A < a\r\n
A < MSG w0.w1.w2.w3.w4.w5.w6.w7.w8.w9.w10.w11.w12.w13.w14.w15.w16.w17.w18.w19.w20.w21.w22.w23.w24.w25.w26.w27.w28.w29.w30.w31.w32.w33.w34.w35.w36.w37.w38.w39.w40.w41.w42.w43.w44.w45.w46.w47.w48.w49.w50.w51.w52.w53.w54.w55.w56.w57.w58.w59.w60.w61.w62.w63.w64 2 1\r\n
A < b\r\n
A < PONG\r\n`,
  "pedantic names a bad publish subject, and delivers all the same": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo.* 1\r\n
A > PUB foo.* 2\r\n
A > hi\r\n
A > PUB foo..bar 2\r\n
A > hi\r\n
A > PUB foo.> r 2\r\n
A > hi\r\n
A > PUB .a 0\r\n
A > \r\n
A > PING\r\n
A < +OK\r\n
A < -ERR 'Invalid Publish Subject'\r\n
A < +OK\r\n
A < MSG foo.* 1 2\r\n
A < hi\r\n
A < -ERR 'Invalid Publish Subject'\r\n
A < +OK\r\n
A < -ERR 'Invalid Publish Subject'\r\n
A < +OK\r\n
A < MSG foo.> 1 r 2\r\n
A < hi\r\n
A < -ERR 'Invalid Publish Subject'\r\n
A < +OK\r\n
A < PONG\r\n
A > PUB a. 0\r\n
A > \r\n
A > PUB foo* 2\r\n
A > hi\r\n
A > PING\r\n
A < -ERR 'Invalid Publish Subject'\r\n
A < +OK\r\n
A < +OK\r\n
A < PONG\r\n`,
  "pedantic with headers": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"headers":true}\r\n
A > SUB foo.* 1\r\n
A > HPUB foo.* 12 14\r\n
A > NATS/1.0\r\n
A > \r\n
A > hi\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < -ERR 'Invalid Publish Subject'\r\n
A < +OK\r\n
A < HMSG foo.* 1 12 14\r\n
A < NATS/1.0\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n`,
  "pedantic without verbose": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"pedantic":true}\r\n
A > SUB * 1\r\n
A > PUB * 2\r\n
A > hi\r\n
A > SUB a..b 1\r\n
A > PING\r\n
A < -ERR 'Invalid Publish Subject'\r\n
A < MSG * 1 2\r\n
A < hi\r\n
A < PONG\r\n`,
  "pedantic off lets every publish subject pass": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"pedantic":false}\r\n
A > SUB * 1\r\n
A > PUB * 2\r\n
A > hi\r\n
A > PUB a..b 2\r\n
A > hi\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG * 1 2\r\n
A < hi\r\n
A < +OK\r\n
A < PONG\r\n`,
  "a reply subject is never looked at": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo 1\r\n
A > PUB foo a..b 2\r\n
A > hi\r\n
A > PUB foo x.* 2\r\n
A > hi\r\n
A > PUB foo > 2\r\n
A > hi\r\n
A > PUB foo . 2\r\n
A > hi\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG foo 1 a..b 2\r\n
A < hi\r\n
A < +OK\r\n
A < MSG foo 1 x.* 2\r\n
A < hi\r\n
A < +OK\r\n
A < MSG foo 1 > 2\r\n
A < hi\r\n
A < +OK\r\n
A < MSG foo 1 . 2\r\n
A < hi\r\n
A < PONG\r\n`,
  "reserved reply subjects are refused and the message is dropped": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo 1\r\n
A > PUB foo _R_.a 2\r\n
A > hi\r\n
A > PUB foo $JS.ACK.a.b 2\r\n
A > hi\r\n
A > PUB foo _GR_.a 2\r\n
A > hi\r\n
A > PING\r\n
A < +OK\r\n
A < -ERR 'Permissions Violation for Publish with Reply of "_R_.a"'\r\n
A < -ERR 'Permissions Violation for Publish with Reply of "$JS.ACK.a.b"'\r\n
A < -ERR 'Permissions Violation for Publish with Reply of "_GR_.a"'\r\n
A < PONG\r\n`,
  "reply subjects that only look reserved pass": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo 1\r\n
A > PUB foo $JS.ACK. 2\r\n
A > hi\r\n
A > PUB foo _R_ 2\r\n
A > hi\r\n
A > PUB foo $JS.ACK 2\r\n
A > hi\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG foo 1 $JS.ACK. 2\r\n
A < hi\r\n
A < +OK\r\n
A < MSG foo 1 _R_ 2\r\n
A < hi\r\n
A < +OK\r\n
A < MSG foo 1 $JS.ACK 2\r\n
A < hi\r\n
A < PONG\r\n
A > PUB foo _R_. 2\r\n
A > hi\r\n
A > PUB foo _GR_. 2\r\n
A > hi\r\n
A > PUB foo _GR_ 2\r\n
A > hi\r\n
A > PUB foo _r_.a 2\r\n
A > hi\r\n
A > PING\r\n
A < -ERR 'Permissions Violation for Publish with Reply of "_R_."'\r\n
A < +OK\r\n
A < MSG foo 1 _GR_. 2\r\n
A < hi\r\n
A < +OK\r\n
A < MSG foo 1 _GR_ 2\r\n
A < hi\r\n
A < +OK\r\n
A < MSG foo 1 _r_.a 2\r\n
A < hi\r\n
A < PONG\r\n`,
  "reserved publish subjects are refused": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB > 1\r\n
A > PUB _GR_.a 2\r\n
A > hi\r\n
A > PUB $NRG.a 2\r\n
A > hi\r\n
A > PUB _GR_.a $JS.ACK.a 2\r\n
A > hi\r\n
A > PING\r\n
A < +OK\r\n
A < -ERR 'Permissions Violation for Publish to "_GR_.a"'\r\n
A < -ERR 'Permissions Violation for Publish to "$NRG.a"'\r\n
A < -ERR 'Permissions Violation for Publish to "_GR_.a"'\r\n
A < PONG\r\n
A > PUB _GR_ 2\r\n
A > hi\r\n
A > PUB $NRG 2\r\n
A > hi\r\n
A > PUB _GR_. 2\r\n
A > hi\r\n
A > PUB $NRG. 2\r\n
A > hi\r\n
A > PUB _R_.a 2\r\n
A > hi\r\n
A > PING\r\n
A < +OK\r\n
A < MSG _GR_ 1 2\r\n
A < hi\r\n
A < +OK\r\n
A < MSG $NRG 1 2\r\n
A < hi\r\n
A < -ERR 'Invalid Publish Subject'\r\n
A < +OK\r\n
A < -ERR 'Invalid Publish Subject'\r\n
A < -ERR 'Permissions Violation for Publish to "$NRG."'\r\n
A < +OK\r\n
A < MSG _R_.a 1 2\r\n
A < hi\r\n
A < PONG\r\n`,
  "a refused publish in pedantic mode": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PUB $NRG.> 2\r\n
A > hi\r\n
A > PUB _GR_..a 2\r\n
A > hi\r\n
A > PING\r\n
A < -ERR 'Invalid Publish Subject'\r\n
A < -ERR 'Permissions Violation for Publish to "$NRG.>"'\r\n
A < -ERR 'Invalid Publish Subject'\r\n
A < -ERR 'Permissions Violation for Publish to "_GR_..a"'\r\n
A < PONG\r\n`,
  "the subject in a permission error is quoted as Go quotes": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PUB _GR_.a\x00\x07\x7f 0\r\n
A > \r\n
A > PUB _GR_.\xff\xc3\xa9 0\r\n
A > \r\n
A > PUB _GR_."\\ 0\r\n
A > \r\n
A > PUB _GR_.\x1b\x0b 0\r\n
A > \r\n
A > PING\r\n
A < -ERR 'Permissions Violation for Publish to "_GR_.a\\x00\\a\\x7f"'\r\n
A < -ERR 'Permissions Violation for Publish to "_GR_.\\xff\xc3\xa9"'\r\n
A < -ERR 'Permissions Violation for Publish to "_GR_.\\"\\\\"'\r\n
A < -ERR 'Permissions Violation for Publish to "_GR_.\\x1b\\v"'\r\n
A < PONG\r\n
A > PUB _GR_.\xc2\xa0 0\r\n
A > \r\n
A > PUB _GR_.\xe2\x80\x8b 0\r\n
A > \r\n
A > PUB _GR_.\xf0\x9f\x98\x80 0\r\n
A > \r\n
A > PING\r\n
A < -ERR 'Permissions Violation for Publish to "_GR_.\\u00a0"'\r\n
A < -ERR 'Permissions Violation for Publish to "_GR_.\\u200b"'\r\n
A < -ERR 'Permissions Violation for Publish to "_GR_.\xf0\x9f\x98\x80"'\r\n
A < PONG\r\n
A > PUB _GR_.\xed\xa0\x80 0\r\n
A > \r\n
A > PUB _GR_.\xe2\x80\xa8 0\r\n
A > \r\n
A > PUB _GR_.\xef\xbf\xbd 0\r\n
A > \r\n
A > PING\r\n
A < -ERR 'Permissions Violation for Publish to "_GR_.\\xed\\xa0\\x80"'\r\n
A < -ERR 'Permissions Violation for Publish to "_GR_.\\u2028"'\r\n
A < -ERR 'Permissions Violation for Publish to "_GR_.\xef\xbf\xbd"'\r\n
A < PONG\r\n
A > PUB _GR_.\xc2\xad\xee\x80\x80 0\r\n
A > \r\n
A > PUB _GR_.' 0\r\n
A > \r\n
A > PUB _GR_.\xe6\x97\xa5 0\r\n
A > \r\n
A > PING\r\n
A < -ERR 'Permissions Violation for Publish to "_GR_.\\u00ad\\ue000"'\r\n
A < -ERR 'Permissions Violation for Publish to "_GR_.'"'\r\n
A < -ERR 'Permissions Violation for Publish to "_GR_.\xe6\x97\xa5"'\r\n
A < PONG\r\n`,
  "each queue group gets one copy, and plain subscriptions each their own": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > SUB foo q1 1\r\n
A > SUB foo q1 2\r\n
A > SUB foo q2 3\r\n
A > SUB foo 4\r\n
A > PUB foo 1\r\n
A > a\r\n
A > PUB foo 1\r\n
A > b\r\n
A > PING\r\n
A < PONG\r\n
all < MSG foo * 1\r\n
all < a\r\n
all < MSG foo * 1\r\n
all < a\r\n
all < MSG foo * 1\r\n
all < a\r\n
all < MSG foo * 1\r\n
all < b\r\n
all < MSG foo * 1\r\n
all < b\r\n
all < MSG foo * 1\r\n
all < b\r\n`,
  "a queue group spans connections": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false}\r\n
B > SUB foo q 1\r\n
B > PING\r\n
B < PONG\r\n
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C > CONNECT {"verbose":false}\r\n
C > SUB foo q 1\r\n
C > PING\r\n
C < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > PUB foo 1\r\n
A > 0\r\n
A > PUB foo 1\r\n
A > 1\r\n
A > PUB foo 1\r\n
A > 2\r\n
A > PUB foo 1\r\n
A > 3\r\n
A > PUB foo 1\r\n
A > 4\r\n
A > PUB foo 1\r\n
A > 5\r\n
A > PUB foo 1\r\n
A > 6\r\n
A > PUB foo 1\r\n
A > 7\r\n
A > PUB foo 1\r\n
A > 8\r\n
A > PUB foo 1\r\n
A > 9\r\n
A > PUB foo 2\r\n
A > 10\r\n
A > PUB foo 2\r\n
A > 11\r\n
A > PUB foo 2\r\n
A > 12\r\n
A > PUB foo 2\r\n
A > 13\r\n
A > PUB foo 2\r\n
A > 14\r\n
A > PUB foo 2\r\n
A > 15\r\n
A > PUB foo 2\r\n
A > 16\r\n
A > PUB foo 2\r\n
A > 17\r\n
A > PUB foo 2\r\n
A > 18\r\n
A > PUB foo 2\r\n
A > 19\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < PONG\r\n
C > PING\r\n
C < PONG\r\n
all < MSG foo * 1\r\n
all < 0\r\n
all < MSG foo * 1\r\n
all < 1\r\n
all < MSG foo * 1\r\n
all < 2\r\n
all < MSG foo * 1\r\n
all < 3\r\n
all < MSG foo * 1\r\n
all < 4\r\n
all < MSG foo * 1\r\n
all < 5\r\n
all < MSG foo * 1\r\n
all < 6\r\n
all < MSG foo * 1\r\n
all < 7\r\n
all < MSG foo * 1\r\n
all < 8\r\n
all < MSG foo * 1\r\n
all < 9\r\n
all < MSG foo * 2\r\n
all < 10\r\n
all < MSG foo * 2\r\n
all < 11\r\n
all < MSG foo * 2\r\n
all < 12\r\n
all < MSG foo * 2\r\n
all < 13\r\n
all < MSG foo * 2\r\n
all < 14\r\n
all < MSG foo * 2\r\n
all < 15\r\n
all < MSG foo * 2\r\n
all < 16\r\n
all < MSG foo * 2\r\n
all < 17\r\n
all < MSG foo * 2\r\n
all < 18\r\n
all < MSG foo * 2\r\n
all < 19\r\n`,
  "two subjects with one queue name are one group": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > SUB foo.* q 1\r\n
A > SUB foo.> q 2\r\n
A > PUB foo.bar 1\r\n
A > a\r\n
A > PUB foo.bar 1\r\n
A > b\r\n
A > PUB foo.a.b 1\r\n
A > c\r\n
A > PING\r\n
A < PONG\r\n
all < MSG foo.a.b * 1\r\n
all < c\r\n
all < MSG foo.bar * 1\r\n
all < a\r\n
all < MSG foo.bar * 1\r\n
all < b\r\n`,
  "wildcards in a queue name are letters": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > SUB foo q.* 1\r\n
A > SUB foo q> 2\r\n
A > SUB foo q.x 3\r\n
A > PUB foo 1\r\n
A > a\r\n
A > PING\r\n
A < PONG\r\n
all < MSG foo * 1\r\n
all < a\r\n
all < MSG foo * 1\r\n
all < a\r\n
all < MSG foo * 1\r\n
all < a\r\n`,
  "plain subscriptions are served before queue groups": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > SUB foo q 1\r\n
A > SUB foo 2\r\n
A > PUB foo 1\r\n
A > a\r\n
A > PING\r\n
A < MSG foo 2 1\r\n
A < a\r\n
A < MSG foo 1 1\r\n
A < a\r\n
A < PONG\r\n`,
  "the queue name _sys_ is reserved": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo _sys_ 1\r\n
A > SUB foo _SYS_ 2\r\n
A > SUB foo _sys_x 3\r\n
A > PING\r\n
A < -ERR 'Permissions Violation for Subscription to "foo" using queue "_sys_"'\r\n
A < +OK\r\n
A < +OK\r\n
A < PONG\r\n`,
  "a member of its own group without echo leaves the message to the others": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false}\r\n
B > SUB foo q 1\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"echo":false}\r\n
A > SUB foo q 1\r\n
A > PUB foo 1\r\n
A > a\r\n
A > PUB foo 1\r\n
A > b\r\n
A > PUB foo 1\r\n
A > c\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG foo 1 1\r\n
B < a\r\n
B < MSG foo 1 1\r\n
B < b\r\n
B < MSG foo 1 1\r\n
B < c\r\n
B < PONG\r\n`,
  "UNSUB max counts a queue member's own messages": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > SUB foo q 1\r\n
A > UNSUB 1 2\r\n
A > PUB foo 1\r\n
A > a\r\n
A > PUB foo 1\r\n
A > b\r\n
A > PUB foo 1\r\n
A > c\r\n
A > PING\r\n
A < MSG foo 1 1\r\n
A < a\r\n
A < MSG foo 1 1\r\n
A < b\r\n
A < PONG\r\n`,
};
