/** What nats-server 2.15.1 answered; record.ts writes this file. */
export const limits: Readonly<Record<string, string>> = {
  "a payload at the limit passes, one byte more is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":10,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo 1\r\n
A > PUB foo 10\r\n
A > 0123456789\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG foo 1 10\r\n
A < 0123456789\r\n
A < PONG\r\n
A > PUB foo 11\r\n
A < -ERR 'Maximum Payload Violation'\r\n
A is closed`,
  "a payload beyond the limit is a violation when it comes at once": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":10,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo 1\r\n
A > PING\r\n
A < +OK\r\n
A < PONG\r\n
A > PUB foo 11\r\n
A > 0123456789a\r\n
A > PUB foo 1\r\n
A > a\r\n
A < -ERR 'Maximum Payload Violation'\r\n
A is closed`,
  "headers count for the payload limit": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":14,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true}\r\n
A > SUB foo 1\r\n
A > HPUB foo 12 14\r\n
A > NATS/1.0\r\n
A > \r\n
A > hi\r\n
A > PING\r\n
A < HMSG foo 1 12 14\r\n
A < NATS/1.0\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n
A > HPUB foo 12 15\r\n
A > NATS/1.0\r\n
A > \r\n
A > hi!\r\n
A < -ERR 'Maximum Payload Violation'\r\n
A is closed`,
  "the payload limit comes before the pedantic check": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":10,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PUB a..b 11\r\n
A < -ERR 'Maximum Payload Violation'\r\n
A is closed`,
  "the default payload limit": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > PING\r\n
A < PONG\r\n
A > PUB foo 1048577\r\n
A < -ERR 'Maximum Payload Violation'\r\n
A is closed`,
  "a control line at the limit passes": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > SUB ssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss 1\r\n
A > PUB ssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss 1\r\n
A > a\r\n
A > PING\r\n
A < MSG ssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss 1 1\r\n
A < a\r\n
A < PONG\r\n
A > UNSUB {1 x 64}\r\n
A > PING\r\n
A < PONG\r\n`,
  "SUB one byte over the control line limit": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB sssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss 1\r\n
A < -ERR 'maximum control line exceeded'\r\n
A is closed`,
  "PUB one byte over the control line limit": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PUB sssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss 1\r\n
A > a\r\n
A < -ERR 'maximum control line exceeded'\r\n
A is closed`,
  "UNSUB one byte over the control line limit": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > UNSUB {1 x 65}\r\n
A < -ERR 'maximum control line exceeded'\r\n
A is closed`,
  "CONNECT one byte over the control line limit": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"name":"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"}\r\n
A < -ERR 'maximum control line exceeded'\r\n
A is closed`,
  "INFO one byte over the control line limit": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > INFO {"name":"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"}\r\n
A < -ERR 'maximum control line exceeded'\r\n
A is closed`,
  "-ERR one byte over the control line limit": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > -ERR {e x 65}\r\n
A < -ERR 'maximum control line exceeded'\r\n
A is closed`,
  "a PUB of five arguments one byte over the control line limit": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PUB a b c d sssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss\r\n
A < -ERR 'maximum control line exceeded'\r\n
A is closed`,
  "HPUB one byte over the control line limit": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true}\r\n
A > PING\r\n
A < PONG\r\n
A > HPUB sssssssssssssssssssssssssssssssssssssssssssssssssssssssssss 12 12\r\n
A < -ERR 'maximum control line exceeded'\r\n
A is closed`,
  "CONNECT at the control line limit": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"name":"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"}\r\n
A > PING\r\n
A < +OK\r\n
A < PONG\r\n`,
  "a control line that never ends is cut off at the limit": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB {s x 1000}
A < -ERR 'maximum control line exceeded'\r\n
A is closed`,
  "a control line that grows over writes": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > PING\r\n
A < PONG\r\n
A > PUB ssssssssssssssssssssssssssssssssssssssss
A > ssssssssssssssssssssssssssssssssssssssss
A < -ERR 'maximum control line exceeded'\r\n
A is closed`,
  "blanks at the end count for the control line limit": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo 1                                                            \r\n
A < -ERR 'maximum control line exceeded'\r\n
A is closed`,
  "blanks before the arguments do not count for the control line limit": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB{  x 101}foo 1\r\n
A > PUB foo 1\r\n
A > a\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG foo 1 1\r\n
A < a\r\n
A < PONG\r\n`,
  "what follows PING is not bounded by the control line limit": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PING{  x 5000}\r\n
A > PING\r\n
A < PONG\r\n
A < PONG\r\n`,
  "the default control line limit, at it and one past": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > SUB {s x 4094} 1\r\n
A > PUB {s x 4094} 1\r\n
A > a\r\n
A > PING\r\n
A < MSG {s x 4094} 1 1\r\n
A < a\r\n
A < PONG\r\n
A > SUB {s x 4095} 1\r\n
A < -ERR 'maximum control line exceeded'\r\n
A is closed`,
  "a connection too many gets INFO, then the error": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false}\r\n
B > PING\r\n
B < PONG\r\n
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C < -ERR 'maximum connections exceeded'\r\n
C is closed
A > PUB foo 1\r\n
A > a\r\n
A > PING\r\n
A < PONG\r\n`,
  "a subscription too many is refused and the connection lives on": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB a 1\r\n
A > SUB b 2\r\n
A > SUB c 3\r\n
A > SUB a 1\r\n
A > UNSUB 1\r\n
A > SUB c 3\r\n
A > PUB c 1\r\n
A > x\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < -ERR 'maximum subscriptions exceeded'\r\n
A < -ERR 'maximum subscriptions exceeded'\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG c 3 1\r\n
A < x\r\n
A < PONG\r\n`,
  "an invalid subject over the subscription limit": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB a 1\r\n
A > SUB a..b 2\r\n
A > SUB foo _sys_ 3\r\n
A > PING\r\n
A < +OK\r\n
A < -ERR 'maximum subscriptions exceeded'\r\n
A < -ERR 'Permissions Violation for Subscription to "foo" using queue "_sys_"'\r\n
A < PONG\r\n`,
  "a subject of too many words is refused for SUB only": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB a.b.c 1\r\n
A > SUB a.b.c.d 2\r\n
A > SUB a.b.c.d q 3\r\n
A > SUB a..b.c 4\r\n
A > SUB a.> 5\r\n
A > PUB a.b.c.d 1\r\n
A > x\r\n
A > PING\r\n
A < +OK\r\n
A < -ERR 'Permissions Violation for Subscription to "a.b.c.d", too many tokens'\r\n
A < -ERR 'Permissions Violation for Subscription to "a.b.c.d", too many tokens'\r\n
A < -ERR 'Permissions Violation for Subscription to "a..b.c", too many tokens'\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG a.b.c.d 5 1\r\n
A < x\r\n
A < PONG\r\n`,
  "the words of a subject are counted before the subscriptions": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB a 1\r\n
A > SUB a.b 2\r\n
A > SUB b 3\r\n
A > PING\r\n
A < +OK\r\n
A < -ERR 'Permissions Violation for Subscription to "a.b", too many tokens'\r\n
A < -ERR 'maximum subscriptions exceeded'\r\n
A < PONG\r\n`,
};
