/** What nats-server 2.15.1 answered; record.ts writes this file. */
export const lines: Readonly<Record<string, string>> = {
  "verbs are read in any case": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > sUb foo 1\r\n
A > PuB foo 2\r\n
A > hi\r\n
A > uNsUb 1\r\n
A > pong\r\n
A > +ok\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG foo 1 2\r\n
A < hi\r\n
A < +OK\r\n
A < PONG\r\n
A > PiNg\r\n
A > PING\r\n
A < PONG\r\n
A < PONG\r\n`,
  "runs of blanks and tabs separate arguments, and trailing ones are nothing": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB \t foo\t \t1 \t\r\n
A > PUB  \tfoo\t\t2   \r\n
A > hi\r\n
A > PUB foo \t r   2\t\r\n
A > ho\r\n
A > UNSUB \t1\t \r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG foo 1 2\r\n
A < hi\r\n
A < +OK\r\n
A < MSG foo 1 r 2\r\n
A < ho\r\n
A < +OK\r\n
A < PONG\r\n`,
  "a bare LF ends a control line": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo 1\n
A > PUB foo 2\n
A > hi\r\n
A > PING\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG foo 1 2\r\n
A < hi\r\n
A < PONG\r\n
A < PONG\r\n`,
  "a CR among the arguments is dropped with what stands before LF": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo\r 1\r\n
A > PING\r\n
A < +OK\r\n
A < PONG\r\n
A > PUB foo 1\r\n
A > a\r\n
A > SUB > 2\r\n
A > PUB b\rar 1\r\n
A > b\r\n
A > SUB ba\rr 3\r\n
A > PING\r\n
A < +OK\r\n
A < MSG foo 1 1\r\n
A < a\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG b\rar 2 1\r\n
A < b\r\n
A < +OK\r\n
A < PONG\r\n`,
  "two CRs before LF": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo 1\r\r\n
A > PUB foo 1\r\n
A > a\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG foo 1 1\r\n
A < a\r\n
A < PONG\r\n`,
  "what follows PING, PONG and +OK on their line is nothing": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PING   \r\n
A > PINGxyz\r\n
A > PING {"a":1}\r\n
A > PONG abc\r\n
A > +OK and more\r\n
A > +OKAY\r\n
A > PING\r\n
A < PONG\r\n
A < PONG\r\n
A < PONG\r\n
A < PONG\r\n`,
  "INFO and +OK from the client are taken without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > INFO {"server_id":"x","max_payload":1}\r\n
A > INFO{}\r\n
A > +OK\r\n
A > info {}\r\n
A > INFO null\r\n
A > PUB foo 2\r\n
A > hi\r\n
A > PING\r\n
A < +OK\r\n
A < PONG\r\n`,
  "sizes may have leading zeros, which the receiver sees": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo 1\r\n
A > PUB foo 000000002\r\n
A > hi\r\n
A > PUB foo 00\r\n
A > \r\n
A > PUB foo r 002\r\n
A > ho\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG foo 1 000000002\r\n
A < hi\r\n
A < +OK\r\n
A < MSG foo 1 00\r\n
A < \r\n
A < +OK\r\n
A < MSG foo 1 r 002\r\n
A < ho\r\n
A < PONG\r\n`,
  "an empty payload": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo 1\r\n
A > PUB foo 0\r\n
A > \r\n
A > PUB foo r 0\r\n
A > \r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG foo 1 0\r\n
A < \r\n
A < +OK\r\n
A < MSG foo 1 r 0\r\n
A < \r\n
A < PONG\r\n`,
  "a payload may hold anything, line ends and verbs too": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo 1\r\n
A > PUB foo 18\r\n
A > a\r\n
A > PUB foo 2\r\n
A > hi\r\n
A > \r\n
A > PUB foo 4\r\n
A > \x00\r\n
A > \xff\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG foo 1 18\r\n
A < a\r\n
A < PUB foo 2\r\n
A < hi\r\n
A < \r\n
A < +OK\r\n
A < MSG foo 1 4\r\n
A < \x00\r\n
A < \xff\r\n
A < PONG\r\n`,
  "subjects are bytes: NUL, no UTF-8, UTF-8 and signs": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB \x00 1\r\n
A > PUB \x00 1\r\n
A > a\r\n
A > SUB \xff\xfe.x 2\r\n
A > PUB \xff\xfe.x 1\r\n
A > b\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG \x00 1 1\r\n
A < a\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG \xff\xfe.x 2 1\r\n
A < b\r\n
A < PONG\r\n
A > SUB s\xc3\xa9.* 3\r\n
A > PUB s\xc3\xa9.\xc3\xa9 1\r\n
A > c\r\n
A > SUB !"#%&/()=?'+,;:<{}[]@~^| 4\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG s\xc3\xa9.\xc3\xa9 3 1\r\n
A < c\r\n
A < +OK\r\n
A < PONG\r\n
A > PUB !"#%&/()=?'+,;:<{}[]@~^| 1\r\n
A > d\r\n
A > SUB a\x0bb\x0cc 5\r\n
A > PUB a\x0bb\x0cc 1\r\n
A > e\r\n
A > PING\r\n
A < +OK\r\n
A < MSG !"#%&/()=?'+,;:<{}[]@~^| 4 1\r\n
A < d\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG a\x0bb\x0cc 5 1\r\n
A < e\r\n
A < PONG\r\n`,
  "a sid is any word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo a.b>*\r\n
A > PUB foo 1\r\n
A > a\r\n
A > UNSUB a.b>*\r\n
A > SUB foo 007\r\n
A > UNSUB 7\r\n
A > PUB foo 1\r\n
A > b\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG foo a.b>* 1\r\n
A < a\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG foo 007 1\r\n
A < b\r\n
A < PONG\r\n
A > SUB foo \xff\x01\r\n
A > PUB foo 1\r\n
A > c\r\n
A > SUB bar -1\r\n
A > PUB bar 1\r\n
A > d\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG foo 007 1\r\n
A < c\r\n
A < MSG foo \xff\x01 1\r\n
A < c\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG bar -1 1\r\n
A < d\r\n
A < PONG\r\n`,
  "everything in one write": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > SUB foo.* 1\r\n
A > SUB foo.bar q 2\r\n
A > PUB foo.x 2\r\n
A > hi\r\n
A > PUB foo.y r 3\r\n
A > ho!\r\n
A > UNSUB 1\r\n
A > PUB foo.x 1\r\n
A > a\r\n
A > PUB foo.bar 1\r\n
A > b\r\n
A > PING\r\n
A > UNSUB 2 2\r\n
A > PUB foo.bar 1\r\n
A > c\r\n
A > PUB foo.bar 1\r\n
A > d\r\n
A > PING\r\n
A < MSG foo.x 1 2\r\n
A < hi\r\n
A < MSG foo.y 1 r 3\r\n
A < ho!\r\n
A < MSG foo.bar 2 1\r\n
A < b\r\n
A < PONG\r\n
A < MSG foo.bar 2 1\r\n
A < c\r\n
A < PONG\r\n`,
  "a payload split over writes arrives as one message": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false}\r\n
B > SUB foo 1\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > PING\r\n
A < PONG\r\n
A > PUB fo
A > o 1
A > 00000\r\n
A > {x x 1000}
A > {y x 98999}
A > z\r
A > \n
A > PU
A > B foo 1\r\n
A > a\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG foo 1 100000\r\n
B < {x x 1000}{y x 98999}z\r\n
B < MSG foo 1 1\r\n
B < a\r\n
B < PONG\r\n`,
  "a message of the largest size": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false}\r\n
B > SUB foo 1\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > PUB foo 1048576\r\n
A > {x x 1048576}\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG foo 1 1048576\r\n
B < {x x 1048576}\r\n
B < PONG\r\n`,
  "many subscriptions in one write": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > SUB many.0 0\r\n
A > SUB many.1 1\r\n
A > SUB many.2 2\r\n
A > SUB many.3 3\r\n
A > SUB many.4 4\r\n
A > SUB many.5 5\r\n
A > SUB many.6 6\r\n
A > SUB many.7 7\r\n
A > SUB many.8 8\r\n
A > SUB many.9 9\r\n
A > SUB many.10 10\r\n
A > SUB many.11 11\r\n
A > SUB many.12 12\r\n
A > SUB many.13 13\r\n
A > SUB many.14 14\r\n
A > SUB many.15 15\r\n
A > SUB many.16 16\r\n
A > SUB many.17 17\r\n
A > SUB many.18 18\r\n
A > SUB many.19 19\r\n
A > SUB many.20 20\r\n
A > SUB many.21 21\r\n
A > SUB many.22 22\r\n
A > SUB many.23 23\r\n
A > SUB many.24 24\r\n
A > SUB many.25 25\r\n
A > SUB many.26 26\r\n
A > SUB many.27 27\r\n
A > SUB many.28 28\r\n
A > SUB many.29 29\r\n
A > SUB many.30 30\r\n
A > SUB many.31 31\r\n
A > SUB many.32 32\r\n
A > SUB many.33 33\r\n
A > SUB many.34 34\r\n
A > SUB many.35 35\r\n
A > SUB many.36 36\r\n
A > SUB many.37 37\r\n
A > SUB many.38 38\r\n
A > SUB many.39 39\r\n
A > SUB many.40 40\r\n
A > SUB many.41 41\r\n
A > SUB many.42 42\r\n
A > SUB many.43 43\r\n
A > SUB many.44 44\r\n
A > SUB many.45 45\r\n
A > SUB many.46 46\r\n
A > SUB many.47 47\r\n
A > SUB many.48 48\r\n
A > SUB many.49 49\r\n
A > SUB many.50 50\r\n
A > SUB many.51 51\r\n
A > SUB many.52 52\r\n
A > SUB many.53 53\r\n
A > SUB many.54 54\r\n
A > SUB many.55 55\r\n
A > SUB many.56 56\r\n
A > SUB many.57 57\r\n
A > SUB many.58 58\r\n
A > SUB many.59 59\r\n
A > SUB many.60 60\r\n
A > SUB many.61 61\r\n
A > SUB many.62 62\r\n
A > SUB many.63 63\r\n
A > SUB many.64 64\r\n
A > SUB many.65 65\r\n
A > SUB many.66 66\r\n
A > SUB many.67 67\r\n
A > SUB many.68 68\r\n
A > SUB many.69 69\r\n
A > SUB many.70 70\r\n
A > SUB many.71 71\r\n
A > SUB many.72 72\r\n
A > SUB many.73 73\r\n
A > SUB many.74 74\r\n
A > SUB many.75 75\r\n
A > SUB many.76 76\r\n
A > SUB many.77 77\r\n
A > SUB many.78 78\r\n
A > SUB many.79 79\r\n
A > SUB many.80 80\r\n
A > SUB many.81 81\r\n
A > SUB many.82 82\r\n
A > SUB many.83 83\r\n
A > SUB many.84 84\r\n
A > SUB many.85 85\r\n
A > SUB many.86 86\r\n
A > SUB many.87 87\r\n
A > SUB many.88 88\r\n
A > SUB many.89 89\r\n
A > SUB many.90 90\r\n
A > SUB many.91 91\r\n
A > SUB many.92 92\r\n
A > SUB many.93 93\r\n
A > SUB many.94 94\r\n
A > SUB many.95 95\r\n
A > SUB many.96 96\r\n
A > SUB many.97 97\r\n
A > SUB many.98 98\r\n
A > SUB many.99 99\r\n
A > PUB many.7 1\r\n
A > a\r\n
A > PING\r\n
A < MSG many.7 7 1\r\n
A < a\r\n
A < PONG\r\n
A > PUB many.99 1\r\n
A > b\r\n
A > PUB many.100 1\r\n
A > c\r\n
A > PING\r\n
A < MSG many.99 99 1\r\n
A < b\r\n
A < PONG\r\n`,
  "an empty line ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > \r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "a bare LF ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > \n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "a bare CR ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > \rPING\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "a leading blank ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A >  PING\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "a leading tab ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > \tPING\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "an unknown verb ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > HELLO\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "a verb that turns wrong at its end ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PINX\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "an HTTP request ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > GET / HTTP/1.1\r\n
A > Host: x\r\n
A > \r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "a TLS hello ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > \x16\x03\x01\x02\x00\x01
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "a NUL ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > \x00
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "a byte above ASCII ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > \xff\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "PUB glued to its argument ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PUBfoo 2\r\n
A > hi\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "SUB glued to its argument ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUBfoo 1\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "UNSUB without arguments ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > UNSUB\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "SUB without arguments ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "PUB without arguments ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PUB\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "PUB with only a blank ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PUB \r\n
A is closed`,
  "SUB with only a blank ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB \r\n
A is closed`,
  "UNSUB with only a blank ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > UNSUB \r\n
A is closed`,
  "SUB with one argument ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo\r\n
A is closed`,
  "SUB with four arguments ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo q 1 2\r\n
A is closed`,
  "UNSUB with three arguments ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > UNSUB 1 2 3\r\n
A is closed`,
  "PUB with one argument ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PUB foo\r\n
A is closed`,
  "PUB with four arguments ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PUB foo a b 2\r\n
A > hi\r\n
A is closed`,
  "PUB with a negative size ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PUB foo -1\r\n
A is closed`,
  "PUB with a plus sign ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PUB foo +2\r\n
A > hi\r\n
A is closed`,
  "PUB with letters for a size ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PUB foo two\r\n
A > hi\r\n
A is closed`,
  "PUB with a hexadecimal size ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PUB foo 0x2\r\n
A > hi\r\n
A is closed`,
  "PUB with a ten digit size ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PUB foo 0000000002\r\n
A > hi\r\n
A is closed`,
  "PUB with a two gigabyte size ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PUB foo 2147483648\r\n
A is closed`,
  "PUB with a nine digit size ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PUB foo 999999999\r\n
A < -ERR 'Maximum Payload Violation'\r\n
A is closed`,
  "a payload that ends in a bare LF ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PUB foo 2\r\n
A > hi\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "a payload longer than it said ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PUB foo 2\r\n
A > hip\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "a payload shorter than it said ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PUB foo 3\r\n
A > hi\r\n
A > PING\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "CR and a letter after a payload ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PUB foo 2\r\n
A > hi\rx
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "a line end too many after a payload ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PUB foo 2\r\n
A > hi\r\n
A > \r\n
A < +OK\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "HPUB without CONNECT ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > HPUB foo 12 14\r\n
A > NATS/1.0\r\n
A > \r\n
A > hi\r\n
A is closed`,
  "-ERR from the client ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > -ERR 'nothing'\r\n
A is closed`,
  "-ERR without a text ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > -ERR\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "MSG from the client ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > MSG foo 1 2\r\n
A > hi\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "HMSG from the client ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > HMSG foo 1 12 14\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "INFO that is no JSON ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > INFO {\r\n
A is closed`,
  "INFO without an argument ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > INFO\r\n
A is closed`,
  "INFO with an array ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > INFO []\r\n
A is closed`,
  "INFO with a string for a port ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > INFO {"port":"x"}\r\n
A is closed`,
  "INFO with a number for a name ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > INFO {"server_name":1}\r\n
A is closed`,
  "-err in lower case ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > -err x\r\n
A is closed`,
  "a CR within the arguments of a line that ends in LF ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB foo\r 1\n
A is closed`,
  "a CR within CONNECT that ends in LF ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {\r}\n
A is closed`,
  "RS+ from the client ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > RS+ $G foo\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "RMSG from the client ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > RMSG $G foo 2\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "LS+ from the client ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > LS+ foo\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "LMSG from the client ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > LMSG foo 2\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "A+ from the client ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > A+ acc\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "-OK from the client ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > -OK\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "+NO from the client ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > +NO\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
  "HPUB with a header longer than the message ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true}\r\n
A > PING\r\n
A < PONG\r\n
A > HPUB foo 13 12\r\n
A > NATS/1.0\r\n
A > \r\n
A > \r\n
A is closed`,
  "HPUB with two arguments ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true}\r\n
A > PING\r\n
A < PONG\r\n
A > HPUB foo 12\r\n
A > NATS/1.0\r\n
A > \r\n
A > \r\n
A is closed`,
  "HPUB with five arguments ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true}\r\n
A > PING\r\n
A < PONG\r\n
A > HPUB foo a b 12 12\r\n
A > NATS/1.0\r\n
A > \r\n
A > \r\n
A is closed`,
  "HPUB with a negative header size ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true}\r\n
A > PING\r\n
A < PONG\r\n
A > HPUB foo -1 12\r\n
A > NATS/1.0\r\n
A > \r\n
A > \r\n
A is closed`,
  "HPUB with letters for the header size ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true}\r\n
A > PING\r\n
A < PONG\r\n
A > HPUB foo x 12\r\n
A > NATS/1.0\r\n
A > \r\n
A > \r\n
A is closed`,
  "HPUB with letters for the total size ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true}\r\n
A > PING\r\n
A < PONG\r\n
A > HPUB foo 12 x\r\n
A > NATS/1.0\r\n
A > \r\n
A > \r\n
A is closed`,
  "HPUB with a ten digit header size ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true}\r\n
A > PING\r\n
A < PONG\r\n
A > HPUB foo 0000000012 12\r\n
A > NATS/1.0\r\n
A > \r\n
A > \r\n
A is closed`,
  "HPUB with no arguments ends the connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true}\r\n
A > PING\r\n
A < PONG\r\n
A > HPUB\r\n
A < -ERR 'Unknown Protocol Operation'\r\n
A is closed`,
};
