import { test } from "../_test.ts";
import { playServer } from "./_server_player.ts";

const LATER = `C: CONNECT {"user":"later","verbose":false,"protocol":1}`;

test("ServerConnection looks at nothing while a login is judged, and then at all of it", () => {
  playServer(
    `
    S: INFO
    ${LATER}
    C: SUB foo 1
    C: PUB foo 2
    C: hi
    = judging
    ! letIn
    S: MSG foo 1 2
    S: hi
    C: PING
    S: PONG
    S: INFO+
    `,
    { authRequired: true },
  );
});

test("ServerConnection ends when the login that was judged is refused, and does nothing of what came behind it", () => {
  playServer(
    `
    S: INFO
    ${LATER}
    C: SUB foo 1
    ! refuse
    S: -ERR 'Authorization Violation'
    = lingering, Authentication Failure
    `,
    { authRequired: true },
  );
});

test("ServerConnection gives up a login that takes longer than the time for it", () => {
  playServer(
    `
    S: INFO
    ${LATER}
    @ 1999
    = judging
    @ 2000
    S: -ERR 'Authentication Timeout'
    ! letIn
    = lingering, Authentication Timeout
    `,
    { authRequired: true },
  );
});

test("ServerConnection judges a further CONNECT without losing what came behind it", () => {
  playServer(
    `
    S: INFO
    C: CONNECT {"user":"u","pass":"p","verbose":false}
    C: CONNECT {"user":"later"}
    C: SUB foo 1
    = judging
    ! letIn
    C: PUB foo 2
    C: hi
    S: MSG foo 1 2
    S: hi
    `,
    { authRequired: true },
  );
});
