/** What nats-server 2.15.1 answered; record.ts writes this file. */
export const keepalive: Readonly<Record<string, string>> = {
  "the first PING comes two seconds after CONNECT, a fifth more at most": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A < PING\r\n
A (within 2000-2400 ms)
A > PONG\r\n
A > PING\r\n
A < PONG\r\n`,
  "a short ping interval, answered and then not answered": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A < PING\r\n
A (within 300-320 ms)
A > pong\r\n
A < PING\r\n
A (within 150-300 ms)
A < PING\r\n
A (within 450-600 ms)
A < -ERR 'Stale Connection'\r\n
A is closed
A (within 750-900 ms)`,
  "with a CONNECT the first PING of a short interval comes a fifth later at most": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A < PING\r\n
A (within 300-360 ms)
A < -ERR 'Stale Connection'\r\n
A is closed
A (within 600-660 ms)`,
  "a client that did something within the interval is not pinged": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A < PING\r\n
A > PONG\r\n
A > SUB foo 1\r\n
A < +OK\r\n
A < PING\r\n
A (within 650-850 ms)
A > PING\r\n
A < PONG\r\n`,
};
