/** What nats-server 2.15.1 answered; record.ts writes this file. */
export const crossing: Readonly<Record<string, string>> = {
  "a request goes to subscribers of its own account too": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB svc 1\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB svc 1\r\n
B > SUB svc q 2\r\n
B > SUB in 3\r\n
B > PUB svc in 2\r\n
B > hi\r\n
B > PING\r\n
B < MSG svc 1 in 2\r\n
B < hi\r\n
B < MSG svc 2 in 2\r\n
B < hi\r\n
B < PONG\r\n
A > PING\r\n
A < HMSG svc 1 _R_.* *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n`,
  "a stream of another account beside messages of the own one": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB st.* 1\r\n
B > PUB st.a 1\r\n
B > b\r\n
B > PUB st.x 1\r\n
B > b\r\n
B > PING\r\n
B < MSG st.a 1 1\r\n
B < b\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB st.* 1\r\n
A > PUB st.a 1\r\n
A > a\r\n
A > PUB st.x 1\r\n
A > a\r\n
A > PING\r\n
A < MSG st.a 1 1\r\n
A < a\r\n
A < MSG st.x 1 1\r\n
A < a\r\n
A < PONG\r\n
B > PING\r\n
B < MSG st.a 1 1\r\n
B < a\r\n
B < MSG st.x 1 1\r\n
B < a\r\n
B < PONG\r\n`,
  "an account asks itself": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB own 1\r\n
A > SUB in 2\r\n
A > PUB self in 2\r\n
A > hi\r\n
A > PING\r\n
A < HMSG own 1 _R_.* *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"A","rtt":*}\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n
A > PUB {reply} 3\r\n
A > yes\r\n
A > PING\r\n
A < MSG in 2 3\r\n
A < yes\r\n
A < PONG\r\n`,
  "an account asks itself without echo": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p","echo":false}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB own 1\r\n
A > SUB in 2\r\n
A > PUB self in 2\r\n
A > hi\r\n
A > PING\r\n
A < HMSG in 2 36 36\r\n
A < NATS/1.0 503\r\n
A < Nats-Subject: self\r\n
A < \r\n
A < \r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB own 1\r\n
B > PING\r\n
B < PONG\r\n
A > PUB self in 2\r\n
A > hi\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < HMSG own 1 _R_.* *\r\n
B < NATS/1.0\r\n
B < Nats-Request-Info: {"acc":"A","rtt":*}\r\n
B < \r\n
B < hi\r\n
B < PONG\r\n
B > PUB {reply} 3\r\n
B > yes\r\n
B > PING\r\n
B < PONG\r\n
A > PING\r\n
A < MSG in 2 3\r\n
A < yes\r\n
A < PONG\r\n`,
  "a service keeps the rest of a subject": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB tree.> 1\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > PUB leaf.a.b 1\r\n
B > x\r\n
B > PUB leaf 1\r\n
B > x\r\n
B > PUB tree.a 1\r\n
B > x\r\n
B > PING\r\n
B < PONG\r\n
A > PING\r\n
A < HMSG tree.a.b 1 *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < \r\n
A < x\r\n
A < PONG\r\n`,
  "a service of another account may not be asked by everybody": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB svc 1\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"few","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB in 2\r\n
B > PUB svc in 2\r\n
B > hi\r\n
B > PING\r\n
B < -ERR 'Permissions Violation for Publish to "svc"'\r\n
B < PONG\r\n
A > PING\r\n
A < PONG\r\n`,
  "a service of another account may not answer": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"worker","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB svc 1\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB in 2\r\n
B > PUB svc in 2\r\n
B > hi\r\n
B > PING\r\n
B < PONG\r\n
A > PING\r\n
A < HMSG svc 1 _R_.* *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n
A > PUB {reply} 3\r\n
A > yes\r\n
A > PING\r\n
A < -ERR 'Permissions Violation for Publish to "_R_.*"'\r\n
A < PONG\r\n
B > PING\r\n
B < PONG\r\n`,
  "a service of another account may answer where others' replies are allowed": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"replier","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB svc 1\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB in 2\r\n
B > PUB svc in 2\r\n
B > hi\r\n
B > PING\r\n
B < PONG\r\n
A > PING\r\n
A < HMSG svc 1 _R_.* *\r\n
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
B < PONG\r\n`,
  "an answer goes by the mappings of who asked": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB svc 1\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB in.> 2\r\n
B > PUB svc in.mapped 2\r\n
B > hi\r\n
B > PING\r\n
B < PONG\r\n
A > PING\r\n
A < HMSG svc 1 _R_.* *\r\n
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
B < MSG in.other 2 3\r\n
B < yes\r\n
B < PONG\r\n`,
  "an answer that its client may not see": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB svc 1\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"picky","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB in.* 2\r\n
B > PUB svc in.no 2\r\n
B > hi\r\n
B > PING\r\n
B < PONG\r\n
A > PING\r\n
A < HMSG svc 1 _R_.* *\r\n
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
B < PONG\r\n`,
  "an answer after UNSUB with a number": String.raw`
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
B > UNSUB 2 2\r\n
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
A > PUB {reply} 1\r\n
A > 3\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG in 2 1\r\n
B < 1\r\n
B < MSG in 2 1\r\n
B < 2\r\n
B < PONG\r\n
B > SUB in 3\r\n
B > PING\r\n
B < PONG\r\n
A > PUB {reply} 1\r\n
A > 4\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < PONG\r\n`,
  "an answer with headers": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB svc 1\r\n
A > SUB many 2\r\n
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
A < HMSG many 2 _R_.* *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n
A > HPUB {reply} 18 21\r\n
A > NATS/1.0\r\n
A > A: 1\r\n
A > \r\n
A > yes\r\n
A > HPUB {reply} 18 18\r\n
A > NATS/1.0\r\n
A > A: 2\r\n
A > \r\n
A > \r\n
A > HPUB {reply} 12 16\r\n
A > NATS/1.0\r\n
A > \r\n
A > more\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < HMSG in 2 18 21\r\n
B < NATS/1.0\r\n
B < A: 1\r\n
B < \r\n
B < yes\r\n
B < HMSG in 2 18 18\r\n
B < NATS/1.0\r\n
B < A: 2\r\n
B < \r\n
B < \r\n
B < HMSG in 2 12 16\r\n
B < NATS/1.0\r\n
B < \r\n
B < more\r\n
B < PONG\r\n`,
  "an answer to several requests with one reply": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB svc q 1\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB in 2\r\n
B > PUB svc in 1\r\n
B > 1\r\n
B > PUB svc in 1\r\n
B > 2\r\n
B > PING\r\n
B < PONG\r\n
A > PING\r\n
A < HMSG svc 1 _R_.* *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < \r\n
A < 1\r\n
A < HMSG svc 1 _R_.* *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < \r\n
A < 2\r\n
A < PONG\r\n
A > PUB {reply} 3\r\n
A > yes\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG in 2 3\r\n
B < yes\r\n
B < PONG\r\n`,
  "a verbose client asks a service": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p","verbose":true}\r\n
A > PING\r\n
A < +OK\r\n
A < PONG\r\n
A > SUB svc 1\r\n
A > PING\r\n
A < +OK\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p","verbose":true}\r\n
B > PING\r\n
B < +OK\r\n
B < PONG\r\n
B > SUB in 2\r\n
B > PUB svc in 2\r\n
B > hi\r\n
B > PUB many in 2\r\n
B > hi\r\n
B > PING\r\n
B < +OK\r\n
B < +OK\r\n
B < +OK\r\n
B < HMSG in 2 36 36\r\n
B < NATS/1.0 503\r\n
B < Nats-Subject: many\r\n
B < \r\n
B < \r\n
B < PONG\r\n
A > PING\r\n
A < HMSG svc 1 _R_.* *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n
A > PUB {reply} 3\r\n
A > yes\r\n
A > PING\r\n
A < +OK\r\n
A < PONG\r\n
B > PING\r\n
B < MSG in 2 3\r\n
B < yes\r\n
B < PONG\r\n`,
  "an answer may come after who answers has left its subscription": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB svc 1\r\n
A > UNSUB 1 1\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB in 2\r\n
B > PUB svc in 2\r\n
B > hi\r\n
B > PUB svc in 2\r\n
B > no\r\n
B > PING\r\n
B < HMSG in 2 35 35\r\n
B < NATS/1.0 503\r\n
B < Nats-Subject: svc\r\n
B < \r\n
B < \r\n
B < PONG\r\n
A > PING\r\n
A < HMSG svc 1 _R_.* *\r\n
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
B < PONG\r\n`,
  "UNSUB with a number counts what comes from another account": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB st.* 1\r\n
B > UNSUB 1 2\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > PUB st.a 1\r\n
A > 1\r\n
A > PUB st.a 1\r\n
A > 2\r\n
A > PUB st.a 1\r\n
A > 3\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG st.a 1 1\r\n
B < 1\r\n
B < MSG st.a 1 1\r\n
B < 2\r\n
B < MSG st.a 1 1\r\n
B < 3\r\n
B < PONG\r\n`,
};
