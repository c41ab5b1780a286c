/** What nats-server 2.15.1 answered; record.ts writes this file. */
export const tracing: Readonly<Record<string, string>> = {
  "traces: who gets a message": String.raw`
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
C > PING\r\n
C < PONG\r\n
C > SUB tr 1\r\n
C > SUB acc.trace 2\r\n
C > PING\r\n
C < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p","name":"receiver"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB x 1\r\n
A > SUB * 2\r\n
A > SUB > q 3\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p","name":"sender"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB in 9\r\n
B > HPUB x 51 53\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Dest: tr\r\n
B > K: 1\r\n
B > K: 2\r\n
B > k: 3\r\n
B > \r\n
B > hi\r\n
B > PING\r\n
B < PONG\r\n
C < MSG tr 1 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"K":["1","2"],"Nats-Trace-Dest":["tr"],"k":["3"]},"msgsize":53},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"name":"sender","acc":"A","subj":"x"},{"type":"eg","ts":*,"kind":0,"cid":*,"name":"receiver","sub":"x"},{"type":"eg","ts":*,"kind":0,"cid":*,"name":"receiver","sub":"*"},{"type":"eg","ts":*,"kind":0,"cid":*,"name":"receiver","sub":"\\u003e","queue":"q"}]}\r\n
A > PING\r\n
A < HMSG x 1 51 53\r\n
A < NATS/1.0\r\n
A < Nats-Trace-Dest: tr\r\n
A < K: 1\r\n
A < K: 2\r\n
A < k: 3\r\n
A < \r\n
A < hi\r\n
A < HMSG x 2 51 53\r\n
A < NATS/1.0\r\n
A < Nats-Trace-Dest: tr\r\n
A < K: 1\r\n
A < K: 2\r\n
A < k: 3\r\n
A < \r\n
A < hi\r\n
A < HMSG x 3 51 53\r\n
A < NATS/1.0\r\n
A < Nats-Trace-Dest: tr\r\n
A < K: 1\r\n
A < K: 2\r\n
A < k: 3\r\n
A < \r\n
A < hi\r\n
A < MSG tr 2 *\r\n
A < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"K":["1","2"],"Nats-Trace-Dest":["tr"],"k":["3"]},"msgsize":53},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"name":"sender","acc":"A","subj":"x"},{"type":"eg","ts":*,"kind":0,"cid":*,"name":"receiver","sub":"x"},{"type":"eg","ts":*,"kind":0,"cid":*,"name":"receiver","sub":"*"},{"type":"eg","ts":*,"kind":0,"cid":*,"name":"receiver","sub":"\\u003e","queue":"q"}]}\r\n
A < MSG tr 3 *\r\n
A < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"K":["1","2"],"Nats-Trace-Dest":["tr"],"k":["3"]},"msgsize":53},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"name":"sender","acc":"A","subj":"x"},{"type":"eg","ts":*,"kind":0,"cid":*,"name":"receiver","sub":"x"},{"type":"eg","ts":*,"kind":0,"cid":*,"name":"receiver","sub":"*"},{"type":"eg","ts":*,"kind":0,"cid":*,"name":"receiver","sub":"\\u003e","queue":"q"}]}\r\n
A < PONG\r\n
C > PING\r\n
C < PONG\r\n`,
  "traces: a message that nobody gets": String.raw`
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
C > PING\r\n
C < PONG\r\n
C > SUB tr 1\r\n
C > SUB acc.trace 2\r\n
C > PING\r\n
C < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p","name":"receiver"}\r\n
A > PING\r\n
A < PONG\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p","name":"sender"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB in 9\r\n
B > HPUB x 33 35\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Dest: tr\r\n
B > \r\n
B > hi\r\n
B > HPUB x in 33 35\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Dest: tr\r\n
B > \r\n
B > hi\r\n
B > PING\r\n
B < HMSG in 9 33 33\r\n
B < NATS/1.0 503\r\n
B < Nats-Subject: x\r\n
B < \r\n
B < \r\n
B < PONG\r\n
C < MSG tr 1 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"Nats-Trace-Dest":["tr"]},"msgsize":35},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"name":"sender","acc":"A","subj":"x"}]}\r\n
C < MSG tr 1 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"Nats-Trace-Dest":["tr"]},"msgsize":35},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"name":"sender","acc":"A","subj":"x"}]}\r\n
A > PING\r\n
A < PONG\r\n
C > PING\r\n
C < PONG\r\n`,
  "traces: a message that is only traced": String.raw`
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
C > PING\r\n
C < PONG\r\n
C > SUB tr 1\r\n
C > SUB acc.trace 2\r\n
C > PING\r\n
C < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p","name":"receiver"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB x 1\r\n
A > SUB x q 2\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p","name":"sender"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB in 9\r\n
B > HPUB x 53 55\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Dest: tr\r\n
B > Nats-Trace-Only: 1\r\n
B > \r\n
B > hi\r\n
B > HPUB x 56 58\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Dest: tr\r\n
B > Nats-Trace-Only: TRUE\r\n
B > \r\n
B > hi\r\n
B > HPUB x 54 56\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Dest: tr\r\n
B > Nats-Trace-Only: on\r\n
B > \r\n
B > hi\r\n
B > HPUB x 54 56\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Dest: tr\r\n
B > Nats-Trace-Only: no\r\n
B > \r\n
B > hi\r\n
B > PING\r\n
B < PONG\r\n
C < MSG tr 1 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"Nats-Trace-Dest":["tr"],"Nats-Trace-Only":["1"]},"msgsize":55},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"name":"sender","acc":"A","subj":"x"},{"type":"eg","ts":*,"kind":0,"cid":*,"name":"receiver","sub":"x"},{"type":"eg","ts":*,"kind":0,"cid":*,"name":"receiver","sub":"x","queue":"q"}]}\r\n
C < MSG tr 1 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"Nats-Trace-Dest":["tr"],"Nats-Trace-Only":["TRUE"]},"msgsize":58},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"name":"sender","acc":"A","subj":"x"},{"type":"eg","ts":*,"kind":0,"cid":*,"name":"receiver","sub":"x"},{"type":"eg","ts":*,"kind":0,"cid":*,"name":"receiver","sub":"x","queue":"q"}]}\r\n
C < MSG tr 1 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"Nats-Trace-Dest":["tr"],"Nats-Trace-Only":["on"]},"msgsize":56},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"name":"sender","acc":"A","subj":"x"},{"type":"eg","ts":*,"kind":0,"cid":*,"name":"receiver","sub":"x"},{"type":"eg","ts":*,"kind":0,"cid":*,"name":"receiver","sub":"x","queue":"q"}]}\r\n
C < MSG tr 1 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"Nats-Trace-Dest":["tr"],"Nats-Trace-Only":["no"]},"msgsize":56},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"name":"sender","acc":"A","subj":"x"},{"type":"eg","ts":*,"kind":0,"cid":*,"name":"receiver","sub":"x"},{"type":"eg","ts":*,"kind":0,"cid":*,"name":"receiver","sub":"x","queue":"q"}]}\r\n
A > PING\r\n
A < HMSG x 1 54 56\r\n
A < NATS/1.0\r\n
A < Nats-Trace-Dest: tr\r\n
A < Nats-Trace-Only: no\r\n
A < \r\n
A < hi\r\n
A < HMSG x 2 54 56\r\n
A < NATS/1.0\r\n
A < Nats-Trace-Dest: tr\r\n
A < Nats-Trace-Only: no\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n
C > PING\r\n
C < PONG\r\n`,
  "traces: a message that is only traced and asks for an answer": String.raw`
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
C > PING\r\n
C < PONG\r\n
C > SUB tr 1\r\n
C > SUB acc.trace 2\r\n
C > PING\r\n
C < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p","name":"receiver"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB x 1\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p","name":"sender"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB in 9\r\n
B > HPUB x in 56 58\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Dest: tr\r\n
B > Nats-Trace-Only: true\r\n
B > \r\n
B > hi\r\n
B > PING\r\n
B < PONG\r\n
C < MSG tr 1 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"Nats-Trace-Dest":["tr"],"Nats-Trace-Only":["true"]},"msgsize":58},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"name":"sender","acc":"A","subj":"x"},{"type":"eg","ts":*,"kind":0,"cid":*,"name":"receiver","sub":"x"}]}\r\n
A > PING\r\n
A < PONG\r\n
C > PING\r\n
C < PONG\r\n`,
  "traces: a mapped message": String.raw`
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
C > PING\r\n
C < PONG\r\n
C > SUB tr 1\r\n
C > SUB acc.trace 2\r\n
C > PING\r\n
C < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p","name":"receiver"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB mm 1\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p","name":"sender"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB in 9\r\n
B > HPUB m 33 35\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Dest: tr\r\n
B > \r\n
B > hi\r\n
B > PING\r\n
B < PONG\r\n
C < MSG tr 1 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"Nats-Trace-Dest":["tr"]},"msgsize":35},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"name":"sender","acc":"A","subj":"m"},{"type":"sm","ts":*,"to":"mm"},{"type":"eg","ts":*,"kind":0,"cid":*,"name":"receiver","sub":"mm"}]}\r\n
A > PING\r\n
A < HMSG mm 1 33 35\r\n
A < NATS/1.0\r\n
A < Nats-Trace-Dest: tr\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n
C > PING\r\n
C < PONG\r\n`,
  "traces: the header of other systems": String.raw`
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
C > PING\r\n
C < PONG\r\n
C > SUB tr 1\r\n
C > SUB acc.trace 2\r\n
C > PING\r\n
C < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p","name":"receiver"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB m 1\r\n
A > SUB mm 2\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p","name":"sender"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB in 9\r\n
B > HPUB m 82 84\r\n
B > NATS/1.0\r\n
B > traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n
B > \r\n
B > hi\r\n
B > HPUB m 82 84\r\n
B > NATS/1.0\r\n
B > TraceParent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n
B > \r\n
B > hi\r\n
B > HPUB m 82 84\r\n
B > NATS/1.0\r\n
B > traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00\r\n
B > \r\n
B > hi\r\n
B > HPUB m 103 105\r\n
B > NATS/1.0\r\n
B > traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n
B > Nats-Trace-Dest: tr\r\n
B > \r\n
B > hi\r\n
B > PING\r\n
B < PONG\r\n
C < MSG acc.trace 2 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"traceparent":["00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"]},"msgsize":84},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"name":"sender","acc":"A","subj":"m"},{"type":"sm","ts":*,"to":"mm"},{"type":"eg","ts":*,"kind":0,"cid":*,"name":"receiver","sub":"mm"}]}\r\n
C < MSG acc.trace 2 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"TraceParent":["00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"]},"msgsize":84},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"name":"sender","acc":"A","subj":"m"},{"type":"sm","ts":*,"to":"mm"},{"type":"eg","ts":*,"kind":0,"cid":*,"name":"receiver","sub":"mm"}]}\r\n
C < MSG tr 1 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"Nats-Trace-Dest":["tr"],"traceparent":["00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"]},"msgsize":105},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"name":"sender","acc":"A","subj":"m"},{"type":"sm","ts":*,"to":"mm"},{"type":"eg","ts":*,"kind":0,"cid":*,"name":"receiver","sub":"mm"}]}\r\n
A > PING\r\n
A < HMSG mm 2 82 84\r\n
A < NATS/1.0\r\n
A < traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n
A < \r\n
A < hi\r\n
A < HMSG mm 2 82 84\r\n
A < NATS/1.0\r\n
A < TraceParent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n
A < \r\n
A < hi\r\n
A < HMSG mm 2 82 84\r\n
A < NATS/1.0\r\n
A < traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00\r\n
A < \r\n
A < hi\r\n
A < HMSG mm 2 103 105\r\n
A < NATS/1.0\r\n
A < traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n
A < Nats-Trace-Dest: tr\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n
C > PING\r\n
C < PONG\r\n`,
  "traces: headers that ask for no trace": String.raw`
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
C > PING\r\n
C < PONG\r\n
C > SUB tr 1\r\n
C > SUB acc.trace 2\r\n
C > PING\r\n
C < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p","name":"receiver"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB x 1\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p","name":"sender"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB in 9\r\n
B > HPUB x 33 35\r\n
B > NATS/1.0\r\n
B > nats-trace-dest: tr\r\n
B > \r\n
B > hi\r\n
B > HPUB x 45 47\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Dest: trace disabled\r\n
B > \r\n
B > hi\r\n
B > HPUB x 41 43\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Dest: no subject\r\n
B > \r\n
B > hi\r\n
B > HPUB x 64 67\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Dest: no subject\r\n
B > Nats-Trace-Only: true\r\n
B > \r\n
B > not\r\n
B > HPUB x 30 32\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Dest:\r\n
B > \r\n
B > hi\r\n
B > HPUB x 63 65\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Dest: tr\r\n
B > Nats-Trace-Origin-Account: A\r\n
B > \r\n
B > hi\r\n
B > HPUB x 86 89\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Dest: tr\r\n
B > Nats-Trace-Only: true\r\n
B > Nats-Trace-Origin-Account: A\r\n
B > \r\n
B > not\r\n
B > HPUB x 35 37\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Only: true\r\n
B > \r\n
B > hi\r\n
B > PING\r\n
B < PONG\r\n
A > PING\r\n
A < HMSG x 1 33 35\r\n
A < NATS/1.0\r\n
A < nats-trace-dest: tr\r\n
A < \r\n
A < hi\r\n
A < HMSG x 1 45 47\r\n
A < NATS/1.0\r\n
A < Nats-Trace-Dest: trace disabled\r\n
A < \r\n
A < hi\r\n
A < HMSG x 1 41 43\r\n
A < NATS/1.0\r\n
A < Nats-Trace-Dest: no subject\r\n
A < \r\n
A < hi\r\n
A < HMSG x 1 30 32\r\n
A < NATS/1.0\r\n
A < Nats-Trace-Dest:\r\n
A < \r\n
A < hi\r\n
A < HMSG x 1 75 77\r\n
A < NATS/1.0\r\n
A < Nats-Trace-Origin-Account: A\r\n
A < Nats-Trace-Dest: trace disabled\r\n
A < \r\n
A < hi\r\n
A < HMSG x 1 35 37\r\n
A < NATS/1.0\r\n
A < Nats-Trace-Only: true\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n`,
  "traces: what may not be published": String.raw`
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
C > PING\r\n
C < PONG\r\n
C > SUB tr 1\r\n
C > SUB acc.trace 2\r\n
C > PING\r\n
C < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p","name":"receiver"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB x 1\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"few","pass":"p","name":"sender"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB in 9\r\n
B > HPUB x 37 40\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Dest: secret\r\n
B > \r\n
B > not\r\n
B > HPUB secret 33 36\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Dest: tr\r\n
B > \r\n
B > not\r\n
B > HPUB x _R_.a 33 36\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Dest: tr\r\n
B > \r\n
B > not\r\n
B > HPUB x 33 35\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Dest: tr\r\n
B > \r\n
B > hi\r\n
B > PING\r\n
B < -ERR 'Permissions Violation for Publish to "secret"'\r\n
B < -ERR 'Permissions Violation for Publish to "secret"'\r\n
B < -ERR 'Permissions Violation for Publish with Reply of "_R_.a"'\r\n
B < PONG\r\n
C < MSG tr 1 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"Nats-Trace-Dest":["tr"]},"msgsize":36},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"name":"sender","acc":"A","subj":"secret","error":"Permissions Violation for Publish to \\"secret\\""}]}\r\n
C < MSG tr 1 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"Nats-Trace-Dest":["tr"]},"msgsize":36},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"name":"sender","acc":"A","subj":"x","error":"Permissions Violation for Publish with Reply of \\"_R_.a\\""}]}\r\n
C < MSG tr 1 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"Nats-Trace-Dest":["tr"]},"msgsize":35},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"name":"sender","acc":"A","subj":"x"},{"type":"eg","ts":*,"kind":0,"cid":*,"name":"receiver","sub":"x"}]}\r\n
A > PING\r\n
A < HMSG x 1 33 35\r\n
A < NATS/1.0\r\n
A < Nats-Trace-Dest: tr\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n
C > PING\r\n
C < PONG\r\n`,
  "traces: why a client does not get a message": String.raw`
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
C > PING\r\n
C < PONG\r\n
C > SUB tr 1\r\n
C > PING\r\n
C < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"few","pass":"p","echo":false}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB deny.* 1\r\n
A > SUB echo 2\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > HPUB deny.x 33 35\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Dest: tr\r\n
B > \r\n
B > hi\r\n
B > HPUB deny.y 33 35\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Dest: tr\r\n
B > \r\n
B > hi\r\n
B > PING\r\n
B < PONG\r\n
C < MSG tr 1 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"Nats-Trace-Dest":["tr"]},"msgsize":35},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"acc":"A","subj":"deny.x"},{"type":"eg","ts":*,"kind":0,"cid":*,"sub":"deny.*","error":"Not delivered because subscription denies this subject"}]}\r\n
C < MSG tr 1 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"Nats-Trace-Dest":["tr"]},"msgsize":35},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"acc":"A","subj":"deny.y"},{"type":"eg","ts":*,"kind":0,"cid":*,"sub":"deny.*"}]}\r\n
A > HPUB echo 33 35\r\n
A > NATS/1.0\r\n
A > Nats-Trace-Dest: tr\r\n
A > \r\n
A > hi\r\n
A > PING\r\n
A < HMSG deny.y 1 33 35\r\n
A < NATS/1.0\r\n
A < Nats-Trace-Dest: tr\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n
C < MSG tr 1 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"Nats-Trace-Dest":["tr"]},"msgsize":35},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"acc":"A","subj":"echo"},{"type":"eg","ts":*,"kind":0,"cid":*,"sub":"echo","error":"Not delivered because of no echo"}]}\r\n
A > PING\r\n
A < PONG\r\n
C > PING\r\n
C < PONG\r\n`,
  "traces: of messages of a stream": String.raw`
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
C > PING\r\n
C < PONG\r\n
C > SUB tr 1\r\n
C > PING\r\n
C < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB imp.> 1\r\n
B > SUB tr 2\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > HPUB st.1 33 35\r\n
A > NATS/1.0\r\n
A > Nats-Trace-Dest: tr\r\n
A > \r\n
A > hi\r\n
A > HPUB open.1 33 35\r\n
A > NATS/1.0\r\n
A > Nats-Trace-Dest: tr\r\n
A > \r\n
A > hi\r\n
A > PING\r\n
A < PONG\r\n
C < MSG tr 1 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"Nats-Trace-Dest":["tr"]},"msgsize":35},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"acc":"A","subj":"st.1"},{"type":"se","ts":*,"acc":"B","to":"imp.st.1"}]}\r\n
C < MSG tr 1 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"Nats-Trace-Dest":["tr"]},"msgsize":35},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"acc":"A","subj":"open.1"},{"type":"se","ts":*,"acc":"B","to":"imp.open.1"},{"type":"eg","ts":*,"kind":0,"cid":*,"acc":"B","sub":"open.\\u003e"}]}\r\n
B > PING\r\n
B < HMSG imp.st.1 1 33 35\r\n
B < NATS/1.0\r\n
B < Nats-Trace-Dest: tr\r\n
B < \r\n
B < hi\r\n
B < HMSG imp.open.1 1 33 35\r\n
B < NATS/1.0\r\n
B < Nats-Trace-Dest: tr\r\n
B < \r\n
B < hi\r\n
B < PONG\r\n
A > HPUB st.1 56 58\r\n
A > NATS/1.0\r\n
A > Nats-Trace-Dest: tr\r\n
A > Nats-Trace-Only: true\r\n
A > \r\n
A > hi\r\n
A > HPUB open.1 56 58\r\n
A > NATS/1.0\r\n
A > Nats-Trace-Dest: tr\r\n
A > Nats-Trace-Only: true\r\n
A > \r\n
A > hi\r\n
A > PING\r\n
A < PONG\r\n
C < MSG tr 1 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"Nats-Trace-Dest":["tr"],"Nats-Trace-Only":["true"]},"msgsize":58},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"acc":"A","subj":"st.1"},{"type":"se","ts":*,"acc":"B","to":"imp.st.1"}]}\r\n
C < MSG tr 1 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"Nats-Trace-Dest":["tr"],"Nats-Trace-Only":["true"]},"msgsize":58},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"acc":"A","subj":"open.1"},{"type":"se","ts":*,"acc":"B","to":"imp.open.1"},{"type":"eg","ts":*,"kind":0,"cid":*,"acc":"B","sub":"open.\\u003e"}]}\r\n
B > PING\r\n
B < PONG\r\n
C > PING\r\n
C < PONG\r\n`,
  "traces: of requests to services": String.raw`
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
C > PING\r\n
C < PONG\r\n
C > SUB tr 1\r\n
C > PING\r\n
C < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB svc 1\r\n
A > SUB closed 2\r\n
A > SUB tr 3\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > SUB in 9\r\n
B > HPUB svc in 33 35\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Dest: tr\r\n
B > \r\n
B > hi\r\n
B > HPUB c in 33 35\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Dest: tr\r\n
B > \r\n
B > hi\r\n
B > PING\r\n
B < PONG\r\n
C < MSG tr 1 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"Nats-Trace-Dest":["tr"]},"msgsize":35},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"acc":"B","subj":"svc"},{"type":"si","ts":*,"acc":"A","from":"svc","to":"svc"},{"type":"eg","ts":*,"kind":0,"cid":*,"acc":"A","sub":"svc"}]}\r\n
C < MSG tr 1 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"Nats-Trace-Dest":["tr"]},"msgsize":35},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"acc":"B","subj":"c"},{"type":"si","ts":*,"acc":"A","from":"c","to":"closed"}]}\r\n
A > PING\r\n
A < HMSG svc 1 _R_.* *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < Nats-Trace-Dest: _R_.*\r\n
A < \r\n
A < hi\r\n
A < HMSG closed 2 _R_.* *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < Nats-Trace-Dest: trace disabled\r\n
A < \r\n
A < hi\r\n
A < PONG\r\n
B > HPUB svc in 56 58\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Dest: tr\r\n
B > Nats-Trace-Only: true\r\n
B > \r\n
B > hi\r\n
B > HPUB c in 56 58\r\n
B > NATS/1.0\r\n
B > Nats-Trace-Dest: tr\r\n
B > Nats-Trace-Only: true\r\n
B > \r\n
B > hi\r\n
B > PING\r\n
B < HMSG in 9 33 33\r\n
B < NATS/1.0 503\r\n
B < Nats-Subject: c\r\n
B < \r\n
B < \r\n
B < PONG\r\n
C < MSG tr 1 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"Nats-Trace-Dest":["tr"],"Nats-Trace-Only":["true"]},"msgsize":58},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"acc":"B","subj":"svc"},{"type":"si","ts":*,"acc":"A","from":"svc","to":"svc"},{"type":"eg","ts":*,"kind":0,"cid":*,"acc":"A","sub":"svc"}]}\r\n
C < MSG tr 1 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"Nats-Trace-Dest":["tr"],"Nats-Trace-Only":["true"]},"msgsize":58},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"acc":"B","subj":"c"},{"type":"si","ts":*,"acc":"A","from":"c","to":"closed"}]}\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < PONG\r\n
C > PING\r\n
C < PONG\r\n`,
  "traces: of answers of services": String.raw`
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C > CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"a","pass":"p"}\r\n
C > PING\r\n
C < PONG\r\n
C > SUB tr 1\r\n
C > PING\r\n
C < PONG\r\n
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
B > SUB in 9\r\n
B > PUB svc in 1\r\n
B > x\r\n
B > PING\r\n
B < PONG\r\n
A > PING\r\n
A < HMSG svc 1 _R_.* *\r\n
A < NATS/1.0\r\n
A < Nats-Request-Info: {"acc":"B","rtt":*}\r\n
A < \r\n
A < x\r\n
A < PONG\r\n
A > HPUB {reply} 33 35\r\n
A > NATS/1.0\r\n
A > Nats-Trace-Dest: tr\r\n
A > \r\n
A > hi\r\n
A > PING\r\n
A < PONG\r\n
C < MSG tr 1 *\r\n
C < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"request":{"header":{"Nats-Trace-Dest":["tr"]},"msgsize":35},"events":[{"type":"in","ts":*,"kind":0,"cid":*,"acc":"A","subj":"_R_.*"},{"type":"si","ts":*,"acc":"B","from":"_R_.*","to":"in"}]}\r\n
B > PING\r\n
B < HMSG in 9 45 47\r\n
B < NATS/1.0\r\n
B < Nats-Trace-Dest: trace disabled\r\n
B < \r\n
B < hi\r\n
B < PONG\r\n
C > PING\r\n
C < PONG\r\n`,
};
