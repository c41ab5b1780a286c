/** What nats-server 2.15.1 answered; record.ts writes this file. */
export const auth: Readonly<Record<string, string>> = {
  "the right password opens the door": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"ann","pass":"secret"}\r\n
A > SUB foo 1\r\n
A > PUB foo 1\r\n
A > a\r\n
A > PING\r\n
A < MSG foo 1 1\r\n
A < a\r\n
A < PONG\r\n`,
  "the right password with +OK": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"ann","pass":"secret"}\r\n
A > PING\r\n
A < +OK\r\n
A < PONG\r\n`,
  "the right token opens the door": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"auth_token":"t0ken"}\r\n
A > PING\r\n
A < +OK\r\n
A < PONG\r\n`,
  "a wrong password is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"ann","pass":"Secret"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "an unknown user is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"bob","pass":"secret"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "no password is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"ann"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "no credentials is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "a token where a password is wanted is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"auth_token":"secret"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "a wrong token is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"auth_token":"t0keN"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "no token is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "the token for a password is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"t0ken","pass":"t0ken"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "a wrong password of one of many is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"free","pass":"q"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "no_responders without headers and a wrong password is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"x","no_responders":true}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "a bad protocol and a wrong password is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"x","protocol":7}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "an account beside the right password is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"ann","pass":"secret","account":"A"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "a bad protocol with the right password is named": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"ann","pass":"secret","protocol":7}\r\n
A < -ERR 'invalid client protocol'\r\n
A is closed`,
  "broken JSON before authorization closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {\r\n
A is closed`,
  "PING before CONNECT is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PING\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "the first letter of PING before CONNECT is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > P
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "SUB before CONNECT is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo 1\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "an empty line before CONNECT is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > \r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "PONG before CONNECT is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PONG\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "+OK before CONNECT is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > +OK\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "INFO before CONNECT is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > INFO {}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "an unknown letter before CONNECT is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > x
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "a word that starts like CONNECT and is not, before CONNECT": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > COFFEE\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "a second CONNECT with a wrong password is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"ann","pass":"secret"}\r\n
A > PING\r\n
A < PONG\r\n
A > CONNECT {"pass":"wrong"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "a second CONNECT that says nothing of credentials keeps them": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"ann","pass":"secret"}\r\n
A > SUB foo 1\r\n
A > CONNECT {}\r\n
A > SUB foo 1\r\n
A > PUB foo 1\r\n
A > a\r\n
A > PING\r\n
A < MSG foo 1 1\r\n
A < a\r\n
A < PONG\r\n`,
  "one who says nothing runs into the authentication timeout": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A < -ERR 'Authentication Timeout'\r\n
A is closed
A (within 400-500 ms)`,
  "one who says half a CONNECT runs into the authentication timeout": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"ann"
A < -ERR 'Authentication Timeout'\r\n
A is closed
A (within 200-500 ms)`,
  "an unauthorized line beyond the control line limit": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {x x 5000}
A < -ERR 'maximum control line exceeded'\r\n
A is closed`,
  "no_auth_user lets in one who never says CONNECT, with that user's permissions": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB a.b 1\r\n
A > PUB a.b 1\r\n
A > x\r\n
A > PUB c 1\r\n
A > x\r\n
A > SUB c 2\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG a.b 1 1\r\n
A < x\r\n
A < -ERR 'Permissions Violation for Publish to "c"'\r\n
A < -ERR 'Permissions Violation for Subscription to "c"'\r\n
A < PONG\r\n`,
  "no_auth_user lets in a CONNECT without credentials": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > SUB a.b 1\r\n
A > PUB a.b 1\r\n
A > x\r\n
A > PUB c 1\r\n
A > x\r\n
A > PING\r\n
A < MSG a.b 1 1\r\n
A < x\r\n
A < -ERR 'Permissions Violation for Publish to "c"'\r\n
A < PONG\r\n`,
  "no_auth_user is not for those with a wrong password": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"list","pass":"q"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "no_auth_user is not for those with a user name alone": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"list"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "a CONNECT after no_auth_user let one in changes the user": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB c 1\r\n
A > CONNECT {"user":"free","pass":"p"}\r\n
A > SUB c 1\r\n
A > PUB c 1\r\n
A > x\r\n
A > PING\r\n
A < -ERR 'Permissions Violation for Subscription to "c"'\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG c 1 1\r\n
A < x\r\n
A < PONG\r\n`,
  "a telnet session with no_auth_user gets no auth_required": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo 1\r\n
A > PUB foo 1\r\n
A > x\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG foo 1 1\r\n
A < x\r\n
A < PONG\r\n`,
  "publishing outside the list is refused, with -ERR instead of +OK": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"list","pass":"p"}\r\n
A > SUB a.> 1\r\n
A > PUB a.x 1\r\n
A > a\r\n
A > PUB a.x.y 1\r\n
A > b\r\n
A > PUB b 1\r\n
A > c\r\n
A > PUB c 1\r\n
A > d\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG a.x 1 1\r\n
A < a\r\n
A < -ERR 'Permissions Violation for Publish to "a.x.y"'\r\n
A < +OK\r\n
A < -ERR 'Permissions Violation for Publish to "c"'\r\n
A < PONG\r\n`,
  "publishing what is denied is refused": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"deny","pass":"p"}\r\n
A > PUB no.a 1\r\n
A > a\r\n
A > PUB no 1\r\n
A > b\r\n
A > PUB x 1\r\n
A > c\r\n
A > PUB y 1\r\n
A > d\r\n
A > PING\r\n
A < +OK\r\n
A < -ERR 'Permissions Violation for Publish to "no.a"'\r\n
A < +OK\r\n
A < -ERR 'Permissions Violation for Publish to "x"'\r\n
A < +OK\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"user":"both","pass":"p"}\r\n
B > PUB a.a 1\r\n
B > a\r\n
B > PUB a.b 1\r\n
B > b\r\n
B > PUB c 1\r\n
B > c\r\n
B > PUB a.b.c 1\r\n
B > d\r\n
B > PING\r\n
B < +OK\r\n
B < +OK\r\n
B < -ERR 'Permissions Violation for Publish to "a.b"'\r\n
B < -ERR 'Permissions Violation for Publish to "c"'\r\n
B < +OK\r\n
B < PONG\r\n`,
  "a refused publish without verbose": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"list","pass":"p","verbose":false}\r\n
A > PUB c reply 1\r\n
A > a\r\n
A > PUB a.b 1\r\n
A > b\r\n
A > PING\r\n
A < -ERR 'Permissions Violation for Publish to "c"'\r\n
A < PONG\r\n`,
  "publishing a wildcard against a list": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"list","pass":"p","pedantic":false}\r\n
A > PUB a.* 1\r\n
A > a\r\n
A > PUB a.> 1\r\n
A > b\r\n
A > PUB * 1\r\n
A > c\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < -ERR 'Permissions Violation for Publish to "*"'\r\n
A < PONG\r\n`,
  "subscribing outside the list is refused": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"list","pass":"p"}\r\n
A > SUB a.b 1\r\n
A > SUB a.* 2\r\n
A > SUB a.> 3\r\n
A > SUB * 4\r\n
A > SUB > 5\r\n
A > SUB c 6\r\n
A > SUB a 7\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < -ERR 'Permissions Violation for Subscription to "*"'\r\n
A < -ERR 'Permissions Violation for Subscription to ">"'\r\n
A < -ERR 'Permissions Violation for Subscription to "c"'\r\n
A < -ERR 'Permissions Violation for Subscription to "a"'\r\n
A < PONG\r\n`,
  "subscribing outside the list with a queue is refused and named": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"list","pass":"p"}\r\n
A > SUB c q 1\r\n
A > SUB a.b q 2\r\n
A > SUB > q.* 3\r\n
A > PING\r\n
A < +OK\r\n
A < -ERR 'Permissions Violation for Subscription to "c" using queue "q"'\r\n
A < +OK\r\n
A < -ERR 'Permissions Violation for Subscription to ">" using queue "q.*"'\r\n
A < PONG\r\n`,
  "a permission is looked at before the form of a subject": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"list","pass":"p"}\r\n
A > SUB b..c 1\r\n
A > SUB a..c 2\r\n
A > PING\r\n
A < +OK\r\n
A < -ERR 'Permissions Violation for Subscription to "b..c"'\r\n
A < -ERR 'Permissions Violation for Subscription to "a..c"'\r\n
A < PONG\r\n`,
  "subscribing what is denied is refused": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"deny","pass":"p"}\r\n
A > SUB no.a 1\r\n
A > SUB no.* 2\r\n
A > SUB no.> 3\r\n
A > SUB no 4\r\n
A > SUB no.a q 5\r\n
A > SUB > 6\r\n
A > PING\r\n
A < +OK\r\n
A < -ERR 'Permissions Violation for Subscription to "no.a"'\r\n
A < -ERR 'Permissions Violation for Subscription to "no.*"'\r\n
A < -ERR 'Permissions Violation for Subscription to "no.>"'\r\n
A < +OK\r\n
A < -ERR 'Permissions Violation for Subscription to "no.a" using queue "q"'\r\n
A < +OK\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"user":"both","pass":"p"}\r\n
B > SUB a.secret 1\r\n
B > SUB a.z.y 2\r\n
B > SUB a.z.> 3\r\n
B > SUB a.z 4\r\n
B > SUB a.secret q 5\r\n
B > PING\r\n
B < +OK\r\n
B < -ERR 'Permissions Violation for Subscription to "a.secret"'\r\n
B < -ERR 'Permissions Violation for Subscription to "a.z.y"'\r\n
B < -ERR 'Permissions Violation for Subscription to "a.z.>"'\r\n
B < +OK\r\n
B < -ERR 'Permissions Violation for Subscription to "a.secret" using queue "q"'\r\n
B < PONG\r\n`,
  "what is denied inside a wildcard subscription is left out at delivery": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"both","pass":"p"}\r\n
A > SUB a.> 1\r\n
A > SUB a.* 2\r\n
A > SUB a.> q 3\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"user":"free","pass":"p"}\r\n
B > PUB a.open 1\r\n
B > a\r\n
B > PUB a.secret 1\r\n
B > b\r\n
B > PUB a.z.y 1\r\n
B > c\r\n
B > PUB a.z 1\r\n
B > d\r\n
B > PING\r\n
B < +OK\r\n
B < +OK\r\n
B < +OK\r\n
B < +OK\r\n
B < +OK\r\n
B < PONG\r\n
A > PING\r\n
A < MSG a.open 1 1\r\n
A < a\r\n
A < MSG a.open 2 1\r\n
A < a\r\n
A < MSG a.open 3 1\r\n
A < a\r\n
A < MSG a.z 1 1\r\n
A < d\r\n
A < MSG a.z 2 1\r\n
A < d\r\n
A < MSG a.z 3 1\r\n
A < d\r\n
A < PONG\r\n`,
  "a queue permission is for that queue only": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"both","pass":"p"}\r\n
A > SUB work v1 1\r\n
A > SUB work v2.x 2\r\n
A > SUB work v3 3\r\n
A > SUB work 4\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < -ERR 'Permissions Violation for Subscription to "work" using queue "v3"'\r\n
A < -ERR 'Permissions Violation for Subscription to "work"'\r\n
A < PONG\r\n`,
  "a denied publish gives no 503": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"list","pass":"p","verbose":false,"headers":true,"no_responders":true}\r\n
A > SUB inbox 1\r\n
A > PUB c inbox 1\r\n
A > a\r\n
A > PING\r\n
A < -ERR 'Permissions Violation for Publish to "c"'\r\n
A < PONG\r\n
A > PUB b inbox 1\r\n
A > b\r\n
A > PING\r\n
A < HMSG inbox 1 33 33\r\n
A < NATS/1.0 503\r\n
A < Nats-Subject: b\r\n
A < \r\n
A < \r\n
A < PONG\r\n`,
  "a reserved reply and a denied subject": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"list","pass":"p"}\r\n
A > PUB c _R_.x 1\r\n
A > a\r\n
A > PUB b _R_.x 1\r\n
A > b\r\n
A > PING\r\n
A < +OK\r\n
A < -ERR 'Permissions Violation for Publish to "c"'\r\n
A < -ERR 'Permissions Violation for Publish with Reply of "_R_.x"'\r\n
A < PONG\r\n`,
  "odd bytes in a denied subject are quoted": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"list","pass":"p"}\r\n
A > PUB \x00\xff 1\r\n
A > a\r\n
A > SUB q"\\ \x01 1\r\n
A > SUB \xc3\xa9 1\r\n
A > PING\r\n
A < +OK\r\n
A < -ERR 'Permissions Violation for Publish to "\\x00\\xff"'\r\n
A < -ERR 'Permissions Violation for Subscription to "q\\"\\\\" using queue "\\x01"'\r\n
A < -ERR 'Permissions Violation for Subscription to "\xc3\xa9"'\r\n
A < PONG\r\n`,
};
