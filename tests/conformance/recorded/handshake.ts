/** What nats-server 2.15.1 answered; record.ts writes this file. */
export const handshake: Readonly<Record<string, string>> = {
  "the telnet session of the protocol demo": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > sub foo.* 90\r\n
A < +OK\r\n
A > pub foo.bar 5\r\n
A > hello\r\n
A < +OK\r\n
A < MSG foo.bar 90 5\r\n
A < hello\r\n
A > pub foo.bar optional.reply.subject 5\r\n
A > hello\r\n
A < +OK\r\n
A < MSG foo.bar 90 optional.reply.subject 5\r\n
A < hello\r\n
A > ping\r\n
A < PONG\r\n
A > unsub 90\r\n
A < +OK\r\n
A > pub foo.bar 5\r\n
A > hello\r\n
A < +OK\r\n
A > PING\r\n
A < PONG\r\n`,
  "INFO says when headers are off and how much a message may carry": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":false,"max_payload":1000,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PING\r\n
A < PONG\r\n`,
  "PING before CONNECT is answered, and a PONG needs no answer": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PONG\r\n
A > PING\r\n
A < PONG\r\n
A > CONNECT {"verbose":false}\r\n
A > PING\r\n
A < PONG\r\n`,
  "CONNECT with no argument closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT\r\n
A is closed`,
  "CONNECT with only blanks closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT   \r\n
A is closed`,
  "CONNECT with an empty array closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT []\r\n
A is closed`,
  "CONNECT with a number closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT 1\r\n
A is closed`,
  "CONNECT with a string closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT "x"\r\n
A is closed`,
  "CONNECT with half an object closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":\r\n
A is closed`,
  "CONNECT with a bare word closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT verbose\r\n
A is closed`,
  "CONNECT with text after the object closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {} x\r\n
A is closed`,
  "CONNECT with a second object closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {}{}\r\n
A is closed`,
  "CONNECT with a comma too many closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":true,}\r\n
A is closed`,
  "CONNECT with single quotes closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {'verbose':true}\r\n
A is closed`,
  "CONNECT with a string for a bool closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":"false"}\r\n
A is closed`,
  "CONNECT with a number for a bool closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"pedantic":1}\r\n
A is closed`,
  "CONNECT with a fraction for an int closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"protocol":1.0}\r\n
A is closed`,
  "CONNECT with an exponent for an int closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"protocol":1e0}\r\n
A is closed`,
  "CONNECT with a string for an int closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"protocol":"1"}\r\n
A is closed`,
  "CONNECT with a number for a string closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"name":1}\r\n
A is closed`,
  "CONNECT with an object for a string closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"lang":{}}\r\n
A is closed`,
  "CONNECT with a bool for a user closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":true}\r\n
A is closed`,
  "CONNECT with a number for a jwt closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"jwt":1}\r\n
A is closed`,
  "CONNECT with an array for a signature closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"sig":[]}\r\n
A is closed`,
  "CONNECT with a number for echo closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"echo":0}\r\n
A is closed`,
  "CONNECT with a string for headers closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"headers":"true"}\r\n
A is closed`,
  "CONNECT with a number for permissions closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"import":1}\r\n
A is closed`,
  "CONNECT with true closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT true\r\n
A is closed`,
  "CONNECT with a byte order mark closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT \xef\xbb\xbf{}\r\n
A is closed`,
  "CONNECT with a NUL after it closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {}\x00\r\n
A is closed`,
  "CONNECT with a fraction without digits closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"x":1.}\r\n
A is closed`,
  "CONNECT with a plus sign closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"x":+1}\r\n
A is closed`,
  "CONNECT with an unknown key without a value closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"x":}\r\n
A is closed`,
  "CONNECT with a comment closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {/**/}\r\n
A is closed`,
  "CONNECT with NaN closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"x":NaN}\r\n
A is closed`,
  "CONNECT with True with a capital closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":True}\r\n
A is closed`,
  "CONNECT with a control byte in a string closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"name":"a\x01b"}\r\n
A is closed`,
  "CONNECT with a bad escape closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"name":"\\x41"}\r\n
A is closed`,
  "CONNECT with a number with a leading zero closes without a word": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"protocol":01}\r\n
A is closed`,
  "CONNECT with an empty object is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {}\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < PONG\r\n`,
  "CONNECT with no blank before it is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT{}\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < PONG\r\n`,
  "CONNECT with many blanks and tabs is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT \t  {} \t \r\n
A > SUB foo 1\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < PONG\r\n`,
  "CONNECT with null is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT null\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < PONG\r\n`,
  "CONNECT with verbose false is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < PONG\r\n`,
  "CONNECT with verbose true is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":true}\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < PONG\r\n`,
  "CONNECT with null for a bool is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":null}\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < PONG\r\n`,
  "CONNECT with keys in capitals is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"VERBOSE":false}\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < PONG\r\n`,
  "CONNECT with keys in mixed case is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"VerBose":false}\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < PONG\r\n`,
  "CONNECT with a key twice is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":true,"verbose":false}\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < PONG\r\n`,
  "CONNECT with a key twice in two cases is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"Verbose":true}\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < PONG\r\n`,
  "CONNECT with a key written with escapes is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"\\u0076erbose":false}\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < PONG\r\n`,
  "CONNECT with unknown keys is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"colour":"red","deep":{"er":[1,2,{"x":null}]},"n":1e99}\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < PONG\r\n`,
  "CONNECT with a key with a long s is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbo\xc5\xbfe":false}\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < PONG\r\n`,
  "CONNECT with a wrong type for a key that is not known is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose ":"x","verbose":false}\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < PONG\r\n`,
  "CONNECT with minus zero for the protocol is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"protocol":-0}\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < PONG\r\n`,
  "CONNECT with a huge number for a key that is not known is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"x":1e999}\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < PONG\r\n`,
  "CONNECT with an empty key is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"":1,"verbose":false}\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < PONG\r\n`,
  "CONNECT with a CR within it is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {\r"verbose":false}\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < PONG\r\n`,
  "CONNECT with a DEL in a string is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"name":"\x7f"}\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < PONG\r\n`,
  "CONNECT with blanks in the JSON is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT { "verbose" : false , "protocol" : 0 }\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < PONG\r\n`,
  "CONNECT with a name that is no UTF-8 is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"name":"\xff\xfe"}\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < PONG\r\n`,
  "CONNECT with a lone surrogate is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"name":"\\ud800"}\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < PONG\r\n`,
  "CONNECT with the fields of a client library is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"lang":"x","version":"1","name":"n","verbose":false,"pedantic":false}\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < PONG\r\n`,
  "CONNECT with credentials nobody asked for is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"u","pass":"p","auth_token":"t"}\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < PONG\r\n`,
  "CONNECT with a jwt without operator mode is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"jwt":"x","nkey":"y","sig":"z"}\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < PONG\r\n`,
  "CONNECT with tls_required from the client is taken": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"tls_required":true}\r\n
A > SUB foo 1\r\n
A > PING\r\n
A < PONG\r\n`,
  "CONNECT with protocol 2 is refused": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"protocol":2}\r\n
A < -ERR 'invalid client protocol'\r\n
A is closed`,
  "CONNECT with protocol -1 is refused": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"protocol":-1}\r\n
A < -ERR 'invalid client protocol'\r\n
A is closed`,
  "CONNECT with a protocol beyond 64 bits closes": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"protocol":99999999999999999999}\r\n
A is closed`,
  "CONNECT with no_responders but no headers is refused": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"no_responders":true}\r\n
A < -ERR 'no responders requires headers support'\r\n
A is closed`,
  "CONNECT with no_responders is refused where the server has no headers": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":false,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"no_responders":true,"headers":true}\r\n
A < -ERR 'no responders requires headers support'\r\n
A is closed`,
  "a second CONNECT that takes the headers away from no_responders is refused": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"no_responders":true,"headers":true}\r\n
A > PING\r\n
A < +OK\r\n
A < PONG\r\n
A > CONNECT {"headers":false}\r\n
A < -ERR 'no responders requires headers support'\r\n
A is closed`,
  "a second INFO of a server with passwords": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":2000,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"protocol":1,"user":"ann","pass":"secret"}\r\n
A > PING\r\n
A < PONG\r\n
A > PING\r\n
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":2000,"client_id":*,"client_ip":*,"connect_info":true,"remote_account":"$G","api_lvl":5,"xkey":*} \r\n
A < PONG\r\n`,
  "CONNECT with an account is refused": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"account":"ACC"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "CONNECT with new_account is refused": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"new_account":true}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "protocol 1 gets a second INFO after the PONG of its first PING, and no third": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"protocol":1}\r\n
A > PING\r\n
A < PONG\r\n
A > PING\r\n
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"connect_info":true,"remote_account":"$G","api_lvl":5,"xkey":*} \r\n
A < PONG\r\n
A > PING\r\n
A < PONG\r\n`,
  "a PING before CONNECT is not the first PING": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > PING\r\n
A < PONG\r\n
A > CONNECT {"verbose":false,"protocol":1}\r\n
A > PING\r\n
A < PONG\r\n
A > PING\r\n
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"connect_info":true,"remote_account":"$G","api_lvl":5,"xkey":*} \r\n
A < PONG\r\n`,
  "protocol 0 gets no second INFO": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"protocol":0}\r\n
A > PING\r\n
A < PONG\r\n
A > PING\r\n
A < PONG\r\n`,
  "a second CONNECT takes the subscriptions away and keeps what it does not say": String.raw`
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
A > CONNECT {"echo":true}\r\n
A > PUB foo 1\r\n
A > b\r\n
A > SUB foo 1\r\n
A > PUB foo 1\r\n
A > c\r\n
A > PING\r\n
A < MSG foo 1 1\r\n
A < c\r\n
A < PONG\r\n
A > CONNECT {"verbose":true}\r\n
A > SUB foo 1\r\n
A > PUB foo 1\r\n
A > d\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG foo 1 1\r\n
A < d\r\n
A < PONG\r\n`,
  "a second CONNECT with a protocol gives the INFO of the first PING only once": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"protocol":1}\r\n
A > PING\r\n
A < PONG\r\n
A > PING\r\n
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"connect_info":true,"remote_account":"$G","api_lvl":5,"xkey":*} \r\n
A < PONG\r\n
A > CONNECT {"verbose":false,"protocol":1}\r\n
A > PING\r\n
A < PONG\r\n
A > PING\r\n
A < PONG\r\n`,
  "a second CONNECT can raise the protocol, but the first PING is over": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > PING\r\n
A < PONG\r\n
A > CONNECT {"verbose":false,"protocol":1}\r\n
A > PING\r\n
A < PONG\r\n
A > PING\r\n
A < PONG\r\n`,
  "a broken second CONNECT closes": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > PING\r\n
A < PONG\r\n
A > CONNECT [\r\n
A is closed`,
  "echo false keeps own messages away, from plain and queue subscriptions": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"echo":false}\r\n
A > SUB foo 1\r\n
A > SUB foo q 2\r\n
A > PUB foo 1\r\n
A > a\r\n
A > PING\r\n
A < PONG\r\n`,
};
