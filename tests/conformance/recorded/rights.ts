/** What nats-server 2.15.1 answered; record.ts writes this file. */
export const rights: Readonly<Record<string, string>> = {
  "a signed nonce opens the door, to that user's rights": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"nkey":"UBP4OBXM7MY347SXKBJMDTKNOGLXRIF76NCT252U46PW72ZT2YVZN4GM","sig":"{sig:SUAO3RUSQDB656WCUE64AKRHG3TSROUUSGDO6KCOL46X7HINTAOCDOJQ5Y}"}\r\n
A > SUB a.> 1\r\n
A > PUB a.b 1\r\n
A > x\r\n
A > PUB b 1\r\n
A > x\r\n
A > PING\r\n
A < MSG a.b 1 1\r\n
A < x\r\n
A < -ERR 'Permissions Violation for Publish to "b"'\r\n
A < PONG\r\n`,
  "beside nkeys a password opens the door": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"ann","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n`,
  "the signature of somebody else is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"nkey":"UBP4OBXM7MY347SXKBJMDTKNOGLXRIF76NCT252U46PW72ZT2YVZN4GM","sig":"{sig:SUALHCIWPOPZ3HYH4TZCC6PAN5E4JCOUHUMSC2AKUPTIV3VCSKKLYD5AJM}"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "an nkey that nobody knows is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"nkey":"UCXTDV3MJOHC6XU4GF6RUTLBRSDA5YELVHZN7VZLWFHXXOJZJRNJ27OR","sig":"{sig:SUALHCIWPOPZ3HYH4TZCC6PAN5E4JCOUHUMSC2AKUPTIV3VCSKKLYD5AJM}"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "an nkey that nobody knows beside the right password is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"nkey":"UCXTDV3MJOHC6XU4GF6RUTLBRSDA5YELVHZN7VZLWFHXXOJZJRNJ27OR","sig":"{sig:SUALHCIWPOPZ3HYH4TZCC6PAN5E4JCOUHUMSC2AKUPTIV3VCSKKLYD5AJM}","user":"ann","pass":"p"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "an nkey without a signature is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"nkey":"UBP4OBXM7MY347SXKBJMDTKNOGLXRIF76NCT252U46PW72ZT2YVZN4GM"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "an nkey with an empty signature is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"nkey":"UBP4OBXM7MY347SXKBJMDTKNOGLXRIF76NCT252U46PW72ZT2YVZN4GM","sig":""}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "an nkey with a signature of half the length is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"nkey":"UBP4OBXM7MY347SXKBJMDTKNOGLXRIF76NCT252U46PW72ZT2YVZN4GM","sig":"AAAA"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "an nkey with a signature that is no base64 is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"nkey":"UBP4OBXM7MY347SXKBJMDTKNOGLXRIF76NCT252U46PW72ZT2YVZN4GM","sig":"!"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "a signature without an nkey is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"sig":"{sig:SUAO3RUSQDB656WCUE64AKRHG3TSROUUSGDO6KCOL46X7HINTAOCDOJQ5Y}"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "nothing where nkeys are wanted is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "a seed for an nkey is a violation": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"nkey":"SUAO3RUSQDB656WCUE64AKRHG3TSROUUSGDO6KCOL46X7HINTAOCDOJQ5Y","sig":"{sig:SUAO3RUSQDB656WCUE64AKRHG3TSROUUSGDO6KCOL46X7HINTAOCDOJQ5Y}"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "a second CONNECT needs no other nonce": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"nkey":"UBP4OBXM7MY347SXKBJMDTKNOGLXRIF76NCT252U46PW72ZT2YVZN4GM","sig":"{sig:SUAO3RUSQDB656WCUE64AKRHG3TSROUUSGDO6KCOL46X7HINTAOCDOJQ5Y}"}\r\n
A > PUB b 1\r\n
A > x\r\n
A > PING\r\n
A < -ERR 'Permissions Violation for Publish to "b"'\r\n
A < PONG\r\n
A > CONNECT {"verbose":false,"nkey":"UBP4OBXM7MY347SXKBJMDTKNOGLXRIF76NCT252U46PW72ZT2YVZN4GM","sig":"{sig:SUAO3RUSQDB656WCUE64AKRHG3TSROUUSGDO6KCOL46X7HINTAOCDOJQ5Y}"}\r\n
A > PUB b 1\r\n
A > x\r\n
A > PING\r\n
A < -ERR 'Permissions Violation for Publish to "b"'\r\n
A < PONG\r\n`,
  "a second CONNECT with a password keeps the nkey of the first": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"nkey":"UBP4OBXM7MY347SXKBJMDTKNOGLXRIF76NCT252U46PW72ZT2YVZN4GM","sig":"{sig:SUAO3RUSQDB656WCUE64AKRHG3TSROUUSGDO6KCOL46X7HINTAOCDOJQ5Y}"}\r\n
A > PING\r\n
A < PONG\r\n
A > CONNECT {"verbose":false,"user":"ann","pass":"p"}\r\n
A > PUB b 1\r\n
A > x\r\n
A > PING\r\n
A < -ERR 'Permissions Violation for Publish to "b"'\r\n
A < PONG\r\n`,
  "allow_responses: once answers 2 times": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"once","pass":"p"}\r\n
B > SUB q.* 1\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"free","pass":"p"}\r\n
A > SUB in.> 1\r\n
A > SUB out.> 1\r\n
A > PING\r\n
A < PONG\r\n
A > PUB q.a in.1 1\r\n
A > ?\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG q.a 1 in.1 1\r\n
B < ?\r\n
B < PONG\r\n
B > PUB in.1 1\r\n
B > 0\r\n
B > PUB in.1 1\r\n
B > 1\r\n
B > PING\r\n
B < -ERR 'Permissions Violation for Publish to "in.1"'\r\n
B < PONG\r\n
A > PING\r\n
A < MSG in.1 1 1\r\n
A < 0\r\n
A < PONG\r\n`,
  "allow_responses: twice answers 3 times": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"twice","pass":"p"}\r\n
B > SUB q.* 1\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"free","pass":"p"}\r\n
A > SUB in.> 1\r\n
A > SUB out.> 1\r\n
A > PING\r\n
A < PONG\r\n
A > PUB q.a in.1 1\r\n
A > ?\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG q.a 1 in.1 1\r\n
B < ?\r\n
B < PONG\r\n
B > PUB in.1 1\r\n
B > 0\r\n
B > PUB in.1 1\r\n
B > 1\r\n
B > PUB in.1 1\r\n
B > 2\r\n
B > PUB in.2 1\r\n
B > x\r\n
B > PING\r\n
B < -ERR 'Permissions Violation for Publish to "in.1"'\r\n
B < -ERR 'Permissions Violation for Publish to "in.2"'\r\n
B < PONG\r\n
A > PING\r\n
A < MSG in.1 1 1\r\n
A < 0\r\n
A < MSG in.1 1 1\r\n
A < 1\r\n
A < PONG\r\n`,
  "allow_responses: any answers 5 times": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"any","pass":"p"}\r\n
B > SUB q.* 1\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"free","pass":"p"}\r\n
A > SUB in.> 1\r\n
A > SUB out.> 1\r\n
A > PING\r\n
A < PONG\r\n
A > PUB q.a in.1 1\r\n
A > ?\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG q.a 1 in.1 1\r\n
B < ?\r\n
B < PONG\r\n
B > PUB in.1 1\r\n
B > 0\r\n
B > PUB in.1 1\r\n
B > 1\r\n
B > PUB in.1 1\r\n
B > 2\r\n
B > PUB in.1 1\r\n
B > 3\r\n
B > PUB in.1 1\r\n
B > 4\r\n
B > PING\r\n
B < PONG\r\n
A > PING\r\n
A < MSG in.1 1 1\r\n
A < 0\r\n
A < MSG in.1 1 1\r\n
A < 1\r\n
A < MSG in.1 1 1\r\n
A < 2\r\n
A < MSG in.1 1 1\r\n
A < 3\r\n
A < MSG in.1 1 1\r\n
A < 4\r\n
A < PONG\r\n`,
  "allow_responses: more answers 2 times": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"more","pass":"p"}\r\n
B > SUB q.* 1\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"free","pass":"p"}\r\n
A > SUB in.> 1\r\n
A > SUB out.> 1\r\n
A > PING\r\n
A < PONG\r\n
A > PUB q.a in.1 1\r\n
A > ?\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG q.a 1 in.1 1\r\n
B < ?\r\n
B < PONG\r\n
B > PUB in.1 1\r\n
B > 0\r\n
B > PUB in.1 1\r\n
B > 1\r\n
B > PUB out.1 1\r\n
B > x\r\n
B > PUB other 1\r\n
B > x\r\n
B > PING\r\n
B < -ERR 'Permissions Violation for Publish to "in.1"'\r\n
B < -ERR 'Permissions Violation for Publish to "other"'\r\n
B < PONG\r\n
A > PING\r\n
A < MSG in.1 1 1\r\n
A < 0\r\n
A < PONG\r\n`,
  "allow_responses: less answers 2 times": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"less","pass":"p"}\r\n
B > SUB q.* 1\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"free","pass":"p"}\r\n
A > SUB in.> 1\r\n
A > SUB out.> 1\r\n
A > PING\r\n
A < PONG\r\n
A > PUB q.a in.1 1\r\n
A > ?\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG q.a 1 in.1 1\r\n
B < ?\r\n
B < PONG\r\n
B > PUB in.1 1\r\n
B > 0\r\n
B > PUB in.1 1\r\n
B > 1\r\n
B > PUB in.2 1\r\n
B > x\r\n
B > PUB other 1\r\n
B > x\r\n
B > PING\r\n
B < -ERR 'Permissions Violation for Publish to "in.1"'\r\n
B < -ERR 'Permissions Violation for Publish to "in.2"'\r\n
B < -ERR 'Permissions Violation for Publish to "other"'\r\n
B < PONG\r\n
A > PING\r\n
A < MSG in.1 1 1\r\n
A < 0\r\n
A < PONG\r\n`,
  "allow_responses: the right to answer is over in time": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"soon","pass":"p"}\r\n
B > SUB q.* 1\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"free","pass":"p"}\r\n
A > SUB in.> 1\r\n
A > PING\r\n
A < PONG\r\n
A > PUB q.a in.1 1\r\n
A > ?\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG q.a 1 in.1 1\r\n
B < ?\r\n
B < PONG\r\n
B > PUB in.1 1\r\n
B > x\r\n
B > PING\r\n
B < PONG\r\n
B > PUB in.1 1\r\n
B > y\r\n
B > PING\r\n
B < -ERR 'Permissions Violation for Publish to "in.1"'\r\n
B < PONG\r\n
A > PING\r\n
A < MSG in.1 1 1\r\n
A < x\r\n
A < PONG\r\n`,
  "allow_responses: a denied subject is no answer": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"less","pass":"p"}\r\n
B > SUB q.* 1\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"free","pass":"p"}\r\n
A > SUB in.> 1\r\n
A > PUB q.a in.2 1\r\n
A > ?\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG q.a 1 in.2 1\r\n
B < ?\r\n
B < PONG\r\n
B > PUB in.2 1\r\n
B > x\r\n
B > PING\r\n
B < PONG\r\n
A > PING\r\n
A < MSG in.2 1 1\r\n
A < x\r\n
A < PONG\r\n`,
  "allow_responses: each request gives its own right": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"once","pass":"p"}\r\n
B > SUB q.* 1\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"free","pass":"p"}\r\n
A > SUB in.> 1\r\n
A > PUB q.a in.1 1\r\n
A > ?\r\n
A > PUB q.a in.3 1\r\n
A > ?\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG q.a 1 in.1 1\r\n
B < ?\r\n
B < MSG q.a 1 in.3 1\r\n
B < ?\r\n
B < PONG\r\n
B > PUB in.3 1\r\n
B > x\r\n
B > PUB in.3 1\r\n
B > y\r\n
B > PUB in.1 1\r\n
B > x\r\n
B > PUB in.1 1\r\n
B > y\r\n
B > PING\r\n
B < -ERR 'Permissions Violation for Publish to "in.3"'\r\n
B < -ERR 'Permissions Violation for Publish to "in.1"'\r\n
B < PONG\r\n
A > PING\r\n
A < MSG in.3 1 1\r\n
A < x\r\n
A < MSG in.1 1 1\r\n
A < x\r\n
A < PONG\r\n`,
  "allow_responses: a request that comes twice uses up the one answer": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"once","pass":"p"}\r\n
B > SUB q.* 1\r\n
B > SUB q.> 2\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"free","pass":"p"}\r\n
A > SUB in.> 1\r\n
A > PUB q.a in.1 1\r\n
A > ?\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG q.a 1 in.1 1\r\n
B < ?\r\n
B < MSG q.a 2 in.1 1\r\n
B < ?\r\n
B < PONG\r\n
B > PUB in.1 1\r\n
B > x\r\n
B > PING\r\n
B < -ERR 'Permissions Violation for Publish to "in.1"'\r\n
B < PONG\r\n
A > PING\r\n
A < PONG\r\n`,
  "allow_responses: a request without a reply gives no right": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"once","pass":"p"}\r\n
B > SUB q.* 1\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"free","pass":"p"}\r\n
A > PUB q.a 1\r\n
A > ?\r\n
A > PING\r\n
A < PONG\r\n
B > PING\r\n
B < MSG q.a 1 1\r\n
B < ?\r\n
B < PONG\r\n
B > PUB q.a 1\r\n
B > x\r\n
B > PING\r\n
B < -ERR 'Permissions Violation for Publish to "q.a"'\r\n
B < PONG\r\n`,
  "rights to queues: allow": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"allow","pass":"p"}\r\n
A > SUB any 1\r\n
A > SUB any v1 2\r\n
A > SUB only 3\r\n
A > SUB only v1 4\r\n
A > SUB only v2 5\r\n
A > SUB both 6\r\n
A > SUB both v1 7\r\n
A > SUB both v2 8\r\n
A > SUB wild va 9\r\n
A > SUB wild v* 10\r\n
A > SUB wild 11\r\n
A > SUB all.x 12\r\n
A > SUB all.x q.a 13\r\n
A > SUB all.x q.a.b 14\r\n
A > SUB all.> q.> 15\r\n
A > PING\r\n
A < -ERR 'Permissions Violation for Subscription to "only"'\r\n
A < -ERR 'Permissions Violation for Subscription to "only" using queue "v2"'\r\n
A < -ERR 'Permissions Violation for Subscription to "both" using queue "v1"'\r\n
A < -ERR 'Permissions Violation for Subscription to "wild" using queue "va"'\r\n
A < -ERR 'Permissions Violation for Subscription to "wild"'\r\n
A < -ERR 'Permissions Violation for Subscription to "all.x"'\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"free","pass":"p"}\r\n
B > SUB any 1\r\n
B > SUB any v1 2\r\n
B > SUB only 3\r\n
B > SUB only v1 4\r\n
B > SUB only v2 5\r\n
B > SUB both 6\r\n
B > SUB both v1 7\r\n
B > SUB both v2 8\r\n
B > SUB wild va 9\r\n
B > SUB wild v* 10\r\n
B > SUB wild 11\r\n
B > SUB all.x 12\r\n
B > SUB all.x q.a 13\r\n
B > SUB all.x q.a.b 14\r\n
B > SUB all.> q.> 15\r\n
B > PING\r\n
B < PONG\r\n`,
  "rights to queues: deny": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"deny","pass":"p"}\r\n
A > SUB d 1\r\n
A > SUB d v1 2\r\n
A > SUB d v2 3\r\n
A > SUB e 4\r\n
A > SUB e v1 5\r\n
A > SUB e v.1 6\r\n
A > SUB f 7\r\n
A > SUB f v1 8\r\n
A > SUB f v.1 9\r\n
A > SUB g 10\r\n
A > SUB g v1 11\r\n
A > SUB all.x 12\r\n
A > SUB all.x q.a 13\r\n
A > SUB all.x q.a.b 14\r\n
A > SUB all.> q.a 15\r\n
A > SUB > q.a 16\r\n
A > SUB h v1 17\r\n
A > PING\r\n
A < -ERR 'Permissions Violation for Subscription to "d" using queue "v1"'\r\n
A < -ERR 'Permissions Violation for Subscription to "e" using queue "v1"'\r\n
A < -ERR 'Permissions Violation for Subscription to "f" using queue "v1"'\r\n
A < -ERR 'Permissions Violation for Subscription to "f" using queue "v.1"'\r\n
A < -ERR 'Permissions Violation for Subscription to "g"'\r\n
A < -ERR 'Permissions Violation for Subscription to "g" using queue "v1"'\r\n
A < -ERR 'Permissions Violation for Subscription to "all.x" using queue "q.a"'\r\n
A < -ERR 'Permissions Violation for Subscription to "all.>" using queue "q.a"'\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"free","pass":"p"}\r\n
B > SUB d 1\r\n
B > SUB d v1 2\r\n
B > SUB d v2 3\r\n
B > SUB e 4\r\n
B > SUB e v1 5\r\n
B > SUB e v.1 6\r\n
B > SUB f 7\r\n
B > SUB f v1 8\r\n
B > SUB f v.1 9\r\n
B > SUB g 10\r\n
B > SUB g v1 11\r\n
B > SUB all.x 12\r\n
B > SUB all.x q.a 13\r\n
B > SUB all.x q.a.b 14\r\n
B > SUB all.> q.a 15\r\n
B > SUB > q.a 16\r\n
B > SUB h v1 17\r\n
B > PING\r\n
B < PONG\r\n`,
  "rights to queues: mix": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"mix","pass":"p"}\r\n
A > SUB m.a 1\r\n
A > SUB m.a v1 2\r\n
A > SUB m.a v2 3\r\n
A > SUB m.no v1 4\r\n
A > SUB m.no v2 5\r\n
A > SUB n 6\r\n
A > SUB n v1 7\r\n
A > SUB n v2 8\r\n
A > PING\r\n
A < -ERR 'Permissions Violation for Subscription to "m.a"'\r\n
A < -ERR 'Permissions Violation for Subscription to "m.a" using queue "v2"'\r\n
A < -ERR 'Permissions Violation for Subscription to "m.no" using queue "v1"'\r\n
A < -ERR 'Permissions Violation for Subscription to "m.no" using queue "v2"'\r\n
A < -ERR 'Permissions Violation for Subscription to "n" using queue "v2"'\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"free","pass":"p"}\r\n
B > SUB m.a 1\r\n
B > SUB m.a v1 2\r\n
B > SUB m.a v2 3\r\n
B > SUB m.no v1 4\r\n
B > SUB m.no v2 5\r\n
B > SUB n 6\r\n
B > SUB n v1 7\r\n
B > SUB n v2 8\r\n
B > PING\r\n
B < PONG\r\n`,
  "rights by default hold for those who have none of their own": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"allow","pass":"p"}\r\n
A > PUB pub.a 1\r\n
A > x\r\n
A > PUB other 1\r\n
A > x\r\n
A > PING\r\n
A < -ERR 'Permissions Violation for Publish to "other"'\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"mix","pass":"p"}\r\n
B > PUB other 1\r\n
B > x\r\n
B > PING\r\n
B < PONG\r\n`,
  "a wildcard subscription of a queue does not get what is denied to that queue": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"mix","pass":"p"}\r\n
A > SUB m.> v1 1\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"free","pass":"p"}\r\n
B > PUB m.no 1\r\n
B > x\r\n
B > PUB m.yes 1\r\n
B > y\r\n
B > PING\r\n
B < PONG\r\n
A > PING\r\n
A < MSG m.yes 1 1\r\n
A < y\r\n
A < PONG\r\n`,
  "the INFO after the first PING says what the account of a is, and what it may": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"a","pass":"p","protocol":1}\r\n
A > PING\r\n
A < PONG\r\n
A > PING\r\n
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":100,"client_id":*,"client_ip":*,"connect_info":true,"remote_account":"A","api_lvl":5,"xkey":*} \r\n
A < PONG\r\n`,
  "the INFO after the first PING says what the account of b is, and what it may": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"b","pass":"p","protocol":1}\r\n
A > PING\r\n
A < PONG\r\n
A > PING\r\n
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1000,"client_id":*,"client_ip":*,"connect_info":true,"remote_account":"B","api_lvl":5,"xkey":*} \r\n
A < PONG\r\n`,
  "the INFO after the first PING says what the account of c is, and what it may": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"c","pass":"p","protocol":1}\r\n
A > PING\r\n
A < PONG\r\n
A > PING\r\n
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1000,"client_id":*,"client_ip":*,"connect_info":true,"remote_account":"C","api_lvl":5,"xkey":*} \r\n
A < PONG\r\n`,
  "the INFO after the first PING says what the account of sys is, and what it may": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"sys","pass":"p","protocol":1}\r\n
A > PING\r\n
A < PONG\r\n
A > PING\r\n
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1000,"client_id":*,"client_ip":*,"connect_info":true,"remote_account":"SYS","acc_is_sys":true,"api_lvl":5,"xkey":*} \r\n
A < PONG\r\n`,
  "the INFO after the first PING says what an nkey's account is": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"nkey":"UBP4OBXM7MY347SXKBJMDTKNOGLXRIF76NCT252U46PW72ZT2YVZN4GM","sig":"{sig:SUAO3RUSQDB656WCUE64AKRHG3TSROUUSGDO6KCOL46X7HINTAOCDOJQ5Y}","protocol":1}\r\n
A > PING\r\n
A < PONG\r\n
A > PING\r\n
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1000,"client_id":*,"client_ip":*,"connect_info":true,"remote_account":"D","api_lvl":5,"xkey":*} \r\n
A < PONG\r\n`,
  "the INFO after the first PING says what the account of no_auth_user is": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"protocol":1}\r\n
A > PING\r\n
A < PONG\r\n
A > PING\r\n
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1000,"client_id":*,"client_ip":*,"connect_info":true,"remote_account":"B","api_lvl":5,"xkey":*} \r\n
A < PONG\r\n`,
  "an account's limit of a payload counts for its own connections": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"a","pass":"p"}\r\n
A > PUB a 100\r\n
A > {x x 100}\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"b","pass":"p"}\r\n
B > PUB a 101\r\n
B > {x x 101}\r\n
B > PING\r\n
B < PONG\r\n
A > PUB a 101\r\n
A < -ERR 'Maximum Payload Violation'\r\n
A is closed`,
  "an account's limit of subscriptions counts for each connection": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"a","pass":"p"}\r\n
A > SUB a 1\r\n
A > SUB b 2\r\n
A > SUB c 3\r\n
A > UNSUB 1\r\n
A > SUB c 3\r\n
A > PING\r\n
A < -ERR 'maximum subscriptions exceeded'\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"a","pass":"p"}\r\n
B > SUB a 1\r\n
B > SUB b 2\r\n
B > SUB c q 3\r\n
B > PING\r\n
B < -ERR 'maximum subscriptions exceeded'\r\n
B < PONG\r\n`,
  "an account's limit of connections turns away one too many": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"b","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"b","pass":"p"}\r\n
B < -ERR 'maximum account active connections exceeded'\r\n
B is closed
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
C > CONNECT {"verbose":false,"user":"a","pass":"p"}\r\n
C > PING\r\n
C < PONG\r\n
A leaves
C > CONNECT {"user":"b","pass":"x"}\r\n
C < -ERR 'Authorization Violation'\r\n
C is closed`,
  "a second CONNECT goes over to another account": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"a","pass":"p"}\r\n
A > SUB x 1\r\n
A > PUB x 1\r\n
A > 1\r\n
A > PING\r\n
A < MSG x 1 1\r\n
A < 1\r\n
A < PONG\r\n
A > CONNECT {"verbose":false,"user":"c","pass":"p"}\r\n
A > SUB x 1\r\n
A > PUB x 1\r\n
A > 2\r\n
A > PING\r\n
A < MSG x 1 1\r\n
A < 2\r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"a","pass":"p"}\r\n
B > SUB x 1\r\n
B > PUB x 1\r\n
B > 3\r\n
B > PING\r\n
B < MSG x 1 1\r\n
B < 3\r\n
B < PONG\r\n
A > PING\r\n
A < PONG\r\n`,
  "a second CONNECT goes over to an account that is full": String.raw`
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"b","pass":"p"}\r\n
B > PING\r\n
B < PONG\r\n
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"a","pass":"p"}\r\n
A > SUB x 1\r\n
A > PING\r\n
A < PONG\r\n
A > CONNECT {"verbose":false,"user":"b","pass":"p"}\r\n
A < -ERR 'maximum account active connections exceeded'\r\n
A is closed`,
  "a denied publish of a mapped subject is told by the subject it became": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"c","pass":"p","pedantic":true}\r\n
A > PING\r\n
A < PONG\r\n
A > PUB mapped 1\r\n
A > x\r\n
A > PUB open 1\r\n
A > x\r\n
A > PUB closed.x 1\r\n
A > x\r\n
A > PUB secret.* 1\r\n
A > x\r\n
A > PING\r\n
A < -ERR 'Permissions Violation for Publish to "secret"'\r\n
A < -ERR 'Permissions Violation for Publish to "closed.door"'\r\n
A < -ERR 'Permissions Violation for Publish to "closed.x"'\r\n
A < -ERR 'Invalid Publish Subject'\r\n
A < PONG\r\n`,
  "verbose tells a denied publish, and one of a mapped subject, in place of +OK": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"c","pass":"p","pedantic":true}\r\n
A > PING\r\n
A < +OK\r\n
A < PONG\r\n
A > PUB mapped 1\r\n
A > x\r\n
A > PUB open 1\r\n
A > x\r\n
A > PUB a..b 1\r\n
A > x\r\n
A > PUB x 1\r\n
A > x\r\n
A > SUB x 1\r\n
A > SUB a..b 2\r\n
A > PING\r\n
A < -ERR 'Permissions Violation for Publish to "secret"'\r\n
A < -ERR 'Permissions Violation for Publish to "closed.door"'\r\n
A < -ERR 'Invalid Publish Subject'\r\n
A < +OK\r\n
A < +OK\r\n
A < +OK\r\n
A < -ERR 'Invalid Subject'\r\n
A < PONG\r\n`,
  "rights of an account hold for those who have none of their own": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"b","pass":"p"}\r\n
A > PUB closed 1\r\n
A > x\r\n
A > PUB mapped 1\r\n
A > x\r\n
A > PING\r\n
A < -ERR 'Permissions Violation for Publish to "closed"'\r\n
A < PONG\r\n`,
  "$SYS.REQ.USER.INFO tells a user with all rights": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"a","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB in.> 1\r\n
A > PUB $SYS.REQ.USER.INFO in.1 0\r\n
A > \r\n
A < MSG in.1 1 *\r\n
A < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"data":{"user":"a","account":"A","account_name":"A"}}\r\n
A > PING\r\n
A < PONG\r\n`,
  "$SYS.REQ.USER.INFO tells a user with rights to some subjects": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"a2","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB in.> 1\r\n
A > PUB $SYS.REQ.USER.INFO in.1 0\r\n
A > \r\n
A < MSG in.1 1 *\r\n
A < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"data":{"user":"a2","account":"A","account_name":"A","permissions":{"publish":{"allow":["$SYS.REQ.\\u003e"]},"subscribe":{"allow":["in.\\u003e"],"deny":["in.no"]}}}}\r\n
A > PING\r\n
A < PONG\r\n`,
  "$SYS.REQ.USER.INFO tells a user who may answer": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"a3","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB in.> 1\r\n
A > PUB $SYS.REQ.USER.INFO in.1 0\r\n
A > \r\n
A < MSG in.1 1 *\r\n
A < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"data":{"user":"a3","account":"A","account_name":"A","permissions":{"publish":{"allow":["$SYS.REQ.\\u003e"]},"subscribe":{},"responses":{"max":3,"ttl":60000000000}}}}\r\n
A > PING\r\n
A < PONG\r\n`,
  "$SYS.REQ.USER.INFO tells a user with the rights of an account": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"b","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB in.> 1\r\n
A > PUB $SYS.REQ.USER.INFO in.1 0\r\n
A > \r\n
A < MSG in.1 1 *\r\n
A < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"data":{"user":"b","account":"B","account_name":"B","permissions":{"publish":{"deny":["closed"]},"subscribe":{}}}}\r\n
A > PING\r\n
A < PONG\r\n`,
  "$SYS.REQ.USER.INFO tells one who is taken for a user": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB in.> 1\r\n
A > PUB $SYS.REQ.USER.INFO in.1 0\r\n
A > \r\n
A < MSG in.1 1 *\r\n
A < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"data":{"user":"b","account":"B","account_name":"B","permissions":{"publish":{"deny":["closed"]},"subscribe":{}}}}\r\n
A > PING\r\n
A < PONG\r\n`,
  "$SYS.REQ.USER.INFO tells a user of the system account": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"sys","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB in.> 1\r\n
A > PUB $SYS.REQ.USER.INFO in.1 0\r\n
A > \r\n
A < MSG in.1 1 *\r\n
A < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"data":{"user":"sys","account":"SYS","account_name":"SYS"}}\r\n
A > PING\r\n
A < PONG\r\n`,
  "$SYS.REQ.USER.INFO tells a user with an nkey": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"max_payload":1000,"client_id":*,"client_ip":*,"nonce":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"nkey":"UBP4OBXM7MY347SXKBJMDTKNOGLXRIF76NCT252U46PW72ZT2YVZN4GM","sig":"{sig:SUAO3RUSQDB656WCUE64AKRHG3TSROUUSGDO6KCOL46X7HINTAOCDOJQ5Y}"}\r\n
A > PING\r\n
A < PONG\r\n
A > SUB in.> 1\r\n
A > PUB $SYS.REQ.USER.INFO in.1 0\r\n
A > \r\n
A < MSG in.1 1 *\r\n
A < {"server":{"name":*,"host":"127.0.0.1","id":*,"ver":*,"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false},"jetstream":false,"flags":0,"seq":*,"time":*},"data":{"user":"UBP4OBXM7MY347SXKBJMDTKNOGLXRIF76NCT252U46PW72ZT2YVZN4GM","account":"D","account_name":"D"}}\r\n
A > PING\r\n
A < PONG\r\n`,
  "$SYS.REQ.USER.INFO without a right to it": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"list","pass":"p"}\r\n
A > SUB in.> 1\r\n
A > PUB $SYS.REQ.USER.INFO in.1 0\r\n
A > \r\n
A > PING\r\n
A < -ERR 'Permissions Violation for Publish to "$SYS.REQ.USER.INFO"'\r\n
A < PONG\r\n`,
  "a hash opens the door for its password": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"h","pass":"secret"}\r\n
A > SUB x 1\r\n
A > PUB x 1\r\n
A > y\r\n
A > PING\r\n
A < MSG x 1 1\r\n
A < y\r\n
A < PONG\r\n`,
  "a hash does not open the door for another password": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"h","pass":"Secret"}\r\n
A > PING\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "a hash does not open the door for itself": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"h","pass":"$2b$04$oIuEXUKydyUQvH4.18hsuOlFdPU0Z2oFX.Ms1PWoYPSKeG6nqtMJK"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "the hash of a token opens the door for it": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"auth_token":"t0ken"}\r\n
A > PING\r\n
A < PONG\r\n`,
  "the hash of a token does not open the door for another": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"auth_token":"x"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "a user for WebSockets does not come in by TCP": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"w","pass":"p"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "a user for plain connections does": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"user":"s","pass":"p"}\r\n
A > PING\r\n
A < PONG\r\n`,
  "where only the system account has users, all others need none": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"verbose":false,"protocol":1}\r\n
A > PING\r\n
A < PONG\r\n
A > PING\r\n
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"connect_info":true,"remote_account":"$G","api_lvl":5,"xkey":*} \r\n
A < PONG\r\n
B connects
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
B > CONNECT {"verbose":false,"user":"sys","pass":"p","protocol":1}\r\n
B > PING\r\n
B < PONG\r\n
B > PING\r\n
B < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"connect_info":true,"remote_account":"$SYS","acc_is_sys":true,"api_lvl":5,"xkey":*} \r\n
B < PONG\r\n
C connects
C < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
C > CONNECT {"user":"sys","pass":"x"}\r\n
C < -ERR 'Authorization Violation'\r\n
C is closed`,
  "where only the system account has users, somebody unknown is refused": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > CONNECT {"user":"x","pass":"y"}\r\n
A < -ERR 'Authorization Violation'\r\n
A is closed`,
  "where only the system account has users, nobody has to say CONNECT": String.raw`
A connects
A < INFO {"server_id":*,"server_name":*,"version":*,"proto":1,"go":*,"host":"127.0.0.1","port":*,"headers":true,"auth_required":true,"max_payload":1048576,"client_id":*,"client_ip":*,"api_lvl":5,"xkey":*} \r\n
A > SUB x 1\r\n
A > PUB x 1\r\n
A > y\r\n
A > PING\r\n
A < +OK\r\n
A < +OK\r\n
A < MSG x 1 1\r\n
A < y\r\n
A < PONG\r\n`,
};
