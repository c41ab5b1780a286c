/** What nats-server 2.15.1 answered; record.ts writes this file. */
export const running: Readonly<Record<string, string>> = {
  "reload: subscriptions that are no longer allowed end, and their sids are told": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"u","pass":"p"}\r\n
A > SUB a 1\r\n
A > SUB b q 2\r\n
A > SUB c 3\r\n
A > PING\r\n
A < PONG\r\n
the server: reload
A < -ERR 'Permissions Violation for Subscription to "a" (sid "1")'\r\n
A > PUB a 1\r\n
A > x\r\n
A > PUB b 1\r\n
A > x\r\n
A > PUB c 1\r\n
A > x\r\n
A > SUB a 1\r\n
A > PING\r\n
A < MSG b 2 1\r\n
A < x\r\n
A < MSG c 3 1\r\n
A < x\r\n
A < -ERR 'Permissions Violation for Subscription to "a"'\r\n
A < PONG\r\n`,
  "reload: a subscription in a queue ends, and its sid is told": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"u","pass":"p"}\r\n
A > SUB a 1\r\n
A > SUB b v1 two\r\n
A > SUB b v2 3\r\n
A > PING\r\n
A < PONG\r\n
the server: reload
A < -ERR 'Permissions Violation for Subscription to "b" using queue "v1" (sid "two")'\r\n
A > PUB a 1\r\n
A > x\r\n
A > PUB b 1\r\n
A > x\r\n
A > PING\r\n
A < MSG a 1 1\r\n
A < x\r\n
A < MSG b 3 1\r\n
A < x\r\n
A < PONG\r\n`,
  "reload: what is no longer allowed to publish is refused, what is allowed again passes": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"u","pass":"p"}\r\n
A > SUB > 1\r\n
A > PUB a 1\r\n
A > 1\r\n
A > PING\r\n
A < MSG a 1 1\r\n
A < 1\r\n
A < PONG\r\n
the server: reload
A > PUB a 1\r\n
A > 2\r\n
A > PING\r\n
A < -ERR 'Permissions Violation for Publish to "a"'\r\n
A < PONG\r\n
the server: reload
A > PUB a 1\r\n
A > 3\r\n
A > PING\r\n
A < MSG a 1 1\r\n
A < 3\r\n
A < PONG\r\n`,
  "reload: a wildcard subscription stays, without what is denied now": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"u","pass":"p"}\r\n
A > SUB > 1\r\n
A > PING\r\n
A < PONG\r\n
the server: reload
A > PUB a 1\r\n
A > 1\r\n
A > PUB b 1\r\n
A > 2\r\n
A > PING\r\n
A < MSG b 1 1\r\n
A < 2\r\n
A < PONG\r\n`,
  "reload: a user who is gone has to go": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"u","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"v","pass":"p"}\r\n
B > SUB a 1\r\n
B > PING\r\n
B < PONG\r\n
the server: reload
A is closed
B > PUB a 1\r\n
B > x\r\n
B > PING\r\n
B < MSG a 1 1\r\n
B < x\r\n
B < PONG\r\n`,
  "reload: another password of one of many": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"u","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
the server: reload
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "reload: another password": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"u","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
the server: reload
A is closed
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"u","pass":"p"}\r\n
B < -ERR 'Authorization Violation'\r\n
B is closed
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C > CONNECT {"verbose":false,"user":"u","pass":"q"}\r\n
C > PING\r\n
C < PONG\r\n`,
  "reload: logins where there were none": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"protocol":1}\r\n
A > PING\r\n
A < PONG\r\n
the server: reload
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"connect_info":true,"remote_account":"$G","api_lvl":5,"xkey":*} \r\n
A < -ERR 'Authorization Violation'\r\n
A is closed
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {}\r\n
B < -ERR 'Authorization Violation'\r\n
B is closed`,
  "reload: logins where there were none, for one who has shown the right ones": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"u","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
the server: reload
A is closed`,
  "reload: no logins where there were some": String.raw`
the server: reload
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"protocol":1}\r\n
B > PING\r\n
B < PONG\r\n`,
  "reload: no logins where there were some, for one who has shown the right ones": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1000,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"u","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
the server: reload
A is closed`,
  "reload: a user of another account": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"u","pass":"p"}\r\n
A > SUB a 1\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"w","pass":"p"}\r\n
B > SUB a 1\r\n
B > PING\r\n
B < PONG\r\n
the server: reload
B > PUB a 1\r\n
B > x\r\n
B > PING\r\n
B < MSG a 1 1\r\n
B < x\r\n
B < PONG\r\n
A is closed`,
  "reload: an account that is gone": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"u","pass":"p"}\r\n
A > SUB a 1\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"w","pass":"p"}\r\n
B > SUB a 1\r\n
B > PING\r\n
B < PONG\r\n
the server: reload
A is closed
B > PUB a 1\r\n
B > x\r\n
B > PING\r\n
B < MSG a 1 1\r\n
B < x\r\n
B < PONG\r\n`,
  "reload: another payload": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"protocol":1}\r\n
A > PING\r\n
A < PONG\r\n
A > PING\r\n
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"connect_info":true,"remote_account":"$G","api_lvl":5,"xkey":*} \r\n
A < PONG\r\n
the server: reload
A > PING\r\n
A < PONG\r\n
A > PUB a 5\r\n
A > 12345\r\n
A > PING\r\n
A < PONG\r\n
A > PUB a 6\r\n
A > 123456\r\n
A < -ERR 'Maximum Payload Violation'\r\n
A is closed`,
  "reload: another control line": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"protocol":1}\r\n
A > PING\r\n
A < PONG\r\n
the server: reload
A > SUB aaaaaaaaaaaaaaaaaaaa 1\r\n
A > PING\r\n
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"connect_info":true,"remote_account":"$G","api_lvl":5,"xkey":*} \r\n
A < PONG\r\n
A > SUB aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa 2\r\n
A < -ERR 'maximum control line exceeded'\r\n
A is closed`,
  "reload: more connections": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"protocol":1}\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B < -ERR 'maximum connections exceeded'\r\n
B is closed
the server: reload
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C > CONNECT {"verbose":false}\r\n
C > PING\r\n
C < PONG\r\n`,
  "reload: other mappings": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB > 1\r\n
A > PUB a 1\r\n
A > x\r\n
A > PING\r\n
A < MSG b 1 1\r\n
A < x\r\n
A < PONG\r\n
the server: reload
A > PUB a 1\r\n
A > x\r\n
A > PING\r\n
A < MSG c 1 1\r\n
A < x\r\n
A < PONG\r\n`,
  "reload: mappings that are gone": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB > 1\r\n
A > PUB a 1\r\n
A > x\r\n
A > PING\r\n
A < MSG b 1 1\r\n
A < x\r\n
A < PONG\r\n
the server: reload
A > PUB a 1\r\n
A > x\r\n
A > PING\r\n
A < MSG b 1 1\r\n
A < x\r\n
A < PONG\r\n`,
  "a lame duck tells those who understand it": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"protocol":1}\r\n
A > PING\r\n
A < PONG\r\n
A > PING\r\n
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"connect_info":true,"remote_account":"$G","api_lvl":5,"xkey":*} \r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"protocol":0}\r\n
B > PING\r\n
B < PONG\r\n
the server: lame duck
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"ldm":true,"api_lvl":5,"xkey":*} \r\n
A > SUB a 1\r\n
A > PING\r\n
A < PONG\r\n
B > PUB a 1\r\n
B > x\r\n
B > PING\r\n
B < PONG\r\n
A > PING\r\n
A < MSG a 1 1\r\n
A < x\r\n
A < PONG\r\n`,
  "TLS: one who does encrypts after the INFO": String.raw`
A connects with TLS
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"tls_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"protocol":1}\r\n
A > SUB a 1\r\n
A > PUB a 1\r\n
A > x\r\n
A > PING\r\n
A < MSG a 1 1\r\n
A < x\r\n
A < PONG\r\n
A > PING\r\n
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"tls_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"connect_info":true,"remote_account":"$G","api_lvl":5,"xkey":*} \r\n
A < PONG\r\n`,
  "TLS: one who does not is hung up on": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"tls_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {}\r\n
A > PING\r\n
A is closed`,
  "TLS: one who says nothing is hung up on in time": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"tls_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A is closed
A (within 380-700 ms)`,
  "TLS: logins count after the handshake": String.raw`
A connects with TLS
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"tls_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"u","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
B connects with TLS
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"tls_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"user":"u","pass":"x"}\r\n
B < -ERR 'Authorization Violation'\r\n
B is closed
C connects with TLS
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"tls_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C < -ERR 'Authentication Timeout'\r\n
C is closed
C (within 380-700 ms)`,
  "TLS: it may be left out where it is not needed": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"tls_available":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"protocol":1}\r\n
A > PING\r\n
A < PONG\r\n
A > PING\r\n
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"tls_available":true,"max_payload":1048576,"client_id":*,"client_ip":*,"connect_info":true,"remote_account":"$G","api_lvl":5,"xkey":*} \r\n
A < PONG\r\n
B connects with TLS
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"tls_available":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"protocol":1}\r\n
B > PING\r\n
B < PONG\r\n
B > PING\r\n
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"tls_available":true,"max_payload":1048576,"client_id":*,"client_ip":*,"connect_info":true,"remote_account":"$G","api_lvl":5,"xkey":*} \r\n
B < PONG\r\n`,
  "TLS: before the INFO": String.raw`
A connects with TLS
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"tls_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"protocol":1}\r\n
A > PING\r\n
A < PONG\r\n
A > PING\r\n
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"tls_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"connect_info":true,"remote_account":"$G","api_lvl":5,"xkey":*} \r\n
A < PONG\r\n`,
  "TLS: before the INFO, or after it for those who wait": String.raw`
A connects with TLS
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"tls_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"protocol":1}\r\n
A > PING\r\n
A < PONG\r\n
A > PING\r\n
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"tls_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"connect_info":true,"remote_account":"$G","api_lvl":5,"xkey":*} \r\n
A < PONG\r\n`,
  "TLS: a connection too many is told so in the clear": String.raw`
A connects with TLS
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"tls_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"protocol":1}\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"tls_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B < -ERR 'maximum connections exceeded'\r\n
B is closed`,
  "TLS: more handshakes than wanted in a second": String.raw`
A connects with TLS
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"tls_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"protocol":1}\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"tls_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B < -ERR 'Connection throttling is active. Please try again later.'\r\n
B is closed`,
};
