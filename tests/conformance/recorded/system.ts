/** What nats-server 2.15.1 answered; record.ts writes this file. */
export const system: Readonly<Record<string, string>> = {
  "events: somebody comes and goes": String.raw`
S connects
S < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
S > CONNECT {"verbose":false,"headers":true,"user":"sys","pass":"p"}\r\n
S > SUB $SYS.ACCOUNT.A.CONNECT 1\r\n
S > SUB $SYS.ACCOUNT.A.DISCONNECT 2\r\n
S > PING\r\n
S < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"a","pass":"p","name":"n","lang":"l","version":"1.2"}\r\n
A > SUB x 1\r\n
A > PUB x 3\r\n
A > abc\r\n
A > PUB y 2\r\n
A > ab\r\n
A > PING\r\n
A < MSG x 1 3\r\n
A < abc\r\n
A < PONG\r\n
S < MSG $SYS.ACCOUNT.A.CONNECT 1 *\r\n
S < {"type":"io.nats.server.advisory.v1.client_connect","id":*,"timestamp":*,"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"client":{"start":*,"host":"127.0.0.1","id":*,"acc":"A","user":"a","name":"n","lang":"l","ver":"1.2","name_tag":"A","kind":"Client","client_type":"nats"}}\r\n
A leaves
S < MSG $SYS.ACCOUNT.A.DISCONNECT 2 *\r\n
S < {"type":"io.nats.server.advisory.v1.client_disconnect","id":*,"timestamp":*,"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"client":{"start":*,"host":"127.0.0.1","id":*,"acc":"A","user":"a","name":"n","lang":"l","ver":"1.2","rtt":*,"stop":*,"name_tag":"A","kind":"Client","client_type":"nats"},"sent":{"msgs":2,"bytes":5},"received":{"msgs":1,"bytes":3},"reason":"Client Closed"}\r\n
S > PING\r\n
S < PONG\r\n`,
  "events: somebody breaks the protocol": String.raw`
S connects
S < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
S > CONNECT {"verbose":false,"headers":true,"user":"sys","pass":"p"}\r\n
S > SUB $SYS.ACCOUNT.*.DISCONNECT 2\r\n
S > PING\r\n
S < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
B > NONSENSE\r\n
B < -ERR 'Unknown Protocol Operation'\r\n
B is closed
S < MSG $SYS.ACCOUNT.B.DISCONNECT 2 *\r\n
S < {"type":"io.nats.server.advisory.v1.client_disconnect","id":*,"timestamp":*,"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"client":{"start":*,"host":"127.0.0.1","id":*,"acc":"B","user":"b","rtt":*,"stop":*,"name_tag":"B","kind":"Client","client_type":"nats"},"sent":{"msgs":0,"bytes":0},"received":{"msgs":0,"bytes":0},"reason":"Protocol Violation"}\r\n
S > PING\r\n
S < PONG\r\n`,
  "events: how many are connected": String.raw`
S connects
S < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
S > CONNECT {"verbose":false,"headers":true,"user":"sys","pass":"p"}\r\n
S > SUB $SYS.ACCOUNT.A.SERVER.CONNS 1\r\n
S > PING\r\n
S < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
S < MSG $SYS.ACCOUNT.A.SERVER.CONNS 1 *\r\n
S < {"type":"io.nats.server.advisory.v1.account_connections","id":*,"timestamp":*,"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"acc":"A","name":"A","conns":1,"leafnodes":0,"total_conns":1,"num_subscriptions":4,"sent":{"msgs":0,"bytes":0,"gateways":{"msgs":0,"bytes":0},"routes":{"msgs":0,"bytes":0},"leafs":{"msgs":0,"bytes":0}},"received":{"msgs":0,"bytes":0,"gateways":{"msgs":0,"bytes":0},"routes":{"msgs":0,"bytes":0},"leafs":{"msgs":0,"bytes":0}},"slow_consumers":0}\r\n
S > PING\r\n
S < PONG\r\n`,
  "events: how many are connected, by the old subject": String.raw`
S connects
S < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
S > CONNECT {"verbose":false,"headers":true,"user":"sys","pass":"p"}\r\n
S > SUB $SYS.SERVER.ACCOUNT.A.CONNS 1\r\n
S > PING\r\n
S < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
S < MSG $SYS.SERVER.ACCOUNT.A.CONNS 1 *\r\n
S < {"type":"io.nats.server.advisory.v1.account_connections","id":*,"timestamp":*,"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"acc":"A","name":"A","conns":1,"leafnodes":0,"total_conns":1,"num_subscriptions":4,"sent":{"msgs":0,"bytes":0,"gateways":{"msgs":0,"bytes":0},"routes":{"msgs":0,"bytes":0},"leafs":{"msgs":0,"bytes":0}},"received":{"msgs":0,"bytes":0,"gateways":{"msgs":0,"bytes":0},"routes":{"msgs":0,"bytes":0},"leafs":{"msgs":0,"bytes":0}},"slow_consumers":0}\r\n
S > PING\r\n
S < PONG\r\n`,
  "events: a wrong password": String.raw`
S connects
S < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
S > CONNECT {"verbose":false,"headers":true,"user":"sys","pass":"p"}\r\n
S > SUB $SYS.SERVER.*.CLIENT.AUTH.ERR 1\r\n
S > PING\r\n
S < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"a","pass":"x","name":"n","lang":"l","version":"1.2"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed
S < MSG $SYS.SERVER.*.CLIENT.AUTH.ERR 1 *\r\n
S < {"type":"io.nats.server.advisory.v1.client_disconnect","id":*,"timestamp":*,"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"client":{"start":*,"host":"127.0.0.1","id":*,"acc":"$G","user":"a","name":"n","lang":"l","ver":"1.2","rtt":*,"stop":*,"name_tag":"$G","kind":"Client","client_type":"nats"},"sent":{"msgs":0,"bytes":0},"received":{"msgs":0,"bytes":0},"reason":"Authentication Failure"}\r\n
S > PING\r\n
S < PONG\r\n`,
  "events: a wrong password is gone from $G": String.raw`
S connects
S < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
S > CONNECT {"verbose":false,"headers":true,"user":"sys","pass":"p"}\r\n
S > SUB $SYS.ACCOUNT.*.DISCONNECT 1\r\n
S > PING\r\n
S < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"a","pass":"x"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed
S < MSG $SYS.ACCOUNT.$G.DISCONNECT 1 *\r\n
S < {"type":"io.nats.server.advisory.v1.client_disconnect","id":*,"timestamp":*,"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"client":{"start":*,"host":"127.0.0.1","id":*,"acc":"$G","user":"a","rtt":*,"stop":*,"name_tag":"$G","kind":"Client","client_type":"nats"},"sent":{"msgs":0,"bytes":0},"received":{"msgs":0,"bytes":0},"reason":"Authentication Failure"}\r\n
S > PING\r\n
S < PONG\r\n`,
  "events: one too many of an account": String.raw`
S connects
S < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
S > CONNECT {"verbose":false,"headers":true,"user":"sys","pass":"p"}\r\n
S > SUB $SYS.ACCOUNT.*.DISCONNECT 1\r\n
S > PING\r\n
S < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C > CONNECT {"verbose":false,"user":"a","pass":"p"}\r\n
C < -ERR 'maximum account active connections exceeded'\r\n
C is closed
S < MSG $SYS.ACCOUNT.A.DISCONNECT 1 *\r\n
S < {"type":"io.nats.server.advisory.v1.client_disconnect","id":*,"timestamp":*,"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"client":{"start":*,"host":"127.0.0.1","id":*,"acc":"A","user":"a","rtt":*,"stop":*,"name_tag":"A","kind":"Client","client_type":"nats"},"sent":{"msgs":0,"bytes":0},"received":{"msgs":0,"bytes":0},"reason":"Maximum Account Connections Exceeded"}\r\n
S > PING\r\n
S < PONG\r\n`,
  "events: somebody of the system account comes": String.raw`
S connects
S < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
S > CONNECT {"verbose":false,"headers":true,"user":"sys","pass":"p"}\r\n
S > PING\r\n
S < PONG\r\n
S > SUB $SYS.ACCOUNT.SYS.CONNECT 1\r\n
S > PING\r\n
S < PONG\r\n
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C > CONNECT {"verbose":false,"user":"sys","pass":"p"}\r\n
C > PING\r\n
C < PONG\r\n
S < MSG $SYS.ACCOUNT.SYS.CONNECT 1 *\r\n
S < {"type":"io.nats.server.advisory.v1.client_connect","id":*,"timestamp":*,"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"client":{"start":*,"host":"127.0.0.1","id":*,"acc":"SYS","user":"sys","name_tag":"SYS","kind":"Client","client_type":"nats"}}\r\n
S > PING\r\n
S < PONG\r\n`,
  "events: a second CONNECT": String.raw`
S connects
S < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
S > CONNECT {"verbose":false,"headers":true,"user":"sys","pass":"p"}\r\n
S > SUB $SYS.ACCOUNT.B.* 1\r\n
S > SUB $SYS.ACCOUNT.A.* 2\r\n
S > PING\r\n
S < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
S < MSG $SYS.ACCOUNT.B.CONNECT 1 *\r\n
S < {"type":"io.nats.server.advisory.v1.client_connect","id":*,"timestamp":*,"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"client":{"start":*,"host":"127.0.0.1","id":*,"acc":"B","user":"b","name_tag":"B","kind":"Client","client_type":"nats"}}\r\n
B > CONNECT {"verbose":false,"user":"a","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
S < MSG $SYS.ACCOUNT.A.CONNECT 2 *\r\n
S < {"type":"io.nats.server.advisory.v1.client_connect","id":*,"timestamp":*,"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"client":{"start":*,"host":"127.0.0.1","id":*,"acc":"A","user":"a","name_tag":"A","kind":"Client","client_type":"nats"}}\r\n
S > PING\r\n
S < PONG\r\n`,
  "events: a lame duck": String.raw`
S connects
S < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
S > CONNECT {"verbose":false,"headers":true,"user":"sys","pass":"p"}\r\n
S > SUB $SYS.SERVER.*.LAMEDUCK 1\r\n
S > PING\r\n
S < PONG\r\n
the server: lame duck
S < MSG $SYS.SERVER.*.LAMEDUCK 1 *\r\n
S < {"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*}\r\n
S > PING\r\n
S < PONG\r\n`,
  "the system account is closed to others": String.raw`
S connects
S < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
S > CONNECT {"verbose":false,"headers":true,"user":"sys","pass":"p"}\r\n
S > SUB $SYS.> 1\r\n
S > UNSUB 1\r\n
S > PING\r\n
S < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"a","pass":"p"}\r\n
A > SUB $SYS.> 1\r\n
A > PUB $SYS.ACCOUNT.A.CONNECT 1\r\n
A > x\r\n
A > PUB $SYS.REQ.SERVER.PING.VARZ in 0\r\n
A > \r\n
A > PING\r\n
A < MSG $SYS.ACCOUNT.A.CONNECT 1 1\r\n
A < x\r\n
A < MSG $SYS.REQ.SERVER.PING.VARZ 1 in 0\r\n
A < \r\n
A < PONG\r\n`,
};
