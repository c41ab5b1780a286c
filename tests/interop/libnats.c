/* What a program with the C client does on a server: `libnats PART PORT ...`. It prints what came of it. */

#include <nats/nats.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WAIT_MS 20000

/* Ends the program with a line of its own where something did not go well. */
static void must(natsStatus status, const char *what) {
  if (status == NATS_OK) return;
  printf("%s: %s\n", what, natsStatus_GetText(status));
  exit(1);
}

static void say(const char *line) {
  printf("%s\n", line);
  fflush(stdout);
}

static natsOptions *optionsFor(const char *port) {
  natsOptions *options = NULL;
  char url[64];
  snprintf(url, sizeof(url), "nats://localhost:%s", port);
  must(natsOptions_Create(&options), "options");
  must(natsOptions_SetURL(options, url), "url");
  must(natsOptions_SetTimeout(options, WAIT_MS), "timeout");
  must(natsOptions_SetAllowReconnect(options, false), "no reconnect");
  return options;
}

static natsConnection *connectWith(natsOptions *options) {
  natsConnection *connection = NULL;
  must(natsConnection_Connect(&connection, options), "connect");
  natsOptions_Destroy(options);
  return connection;
}

/* A message there and back on one connection. */
static void roundTrip(natsConnection *connection) {
  natsSubscription *subscription = NULL;
  natsMsg *message = NULL;
  must(natsConnection_SubscribeSync(&subscription, connection, "round.*"), "subscribe");
  must(natsConnection_PublishString(connection, "round.trip", "hello"), "publish");
  must(natsSubscription_NextMsg(&message, subscription, WAIT_MS), "receive");
  printf("%s %s\n", natsMsg_GetSubject(message), natsMsg_GetData(message));
  natsMsg_Destroy(message);
  natsSubscription_Destroy(subscription);
}

static void publishAndSubscribe(natsConnection *connection) {
  natsSubscription *subscription = NULL;
  must(natsConnection_SubscribeSync(&subscription, connection, "many.>"), "subscribe");
  must(natsSubscription_AutoUnsubscribe(subscription, 500), "auto-unsubscribe");
  for (int n = 0; n < 600; n++) {
    char subject[32], text[32];
    snprintf(subject, sizeof(subject), "many.%d", n);
    snprintf(text, sizeof(text), "payload %d", n);
    must(natsConnection_PublishString(connection, subject, text), "publish");
  }
  int inOrder = 0;
  natsMsg *message = NULL;
  while (natsSubscription_NextMsg(&message, subscription, inOrder < 500 ? WAIT_MS : 200) == NATS_OK) {
    char subject[32];
    snprintf(subject, sizeof(subject), "many.%d", inOrder);
    if (strcmp(natsMsg_GetSubject(message), subject) == 0) inOrder++;
    natsMsg_Destroy(message);
  }
  printf("%d in order\n", inOrder);
  natsSubscription_Destroy(subscription);
}

static void largePayload(natsConnection *connection) {
  natsSubscription *subscription = NULL;
  natsMsg *message = NULL;
  int size = (int) natsConnection_GetMaxPayload(connection);
  char *bytes = malloc((size_t) size);
  for (int n = 0; n < size; n++) bytes[n] = (char) (n % 251);
  must(natsConnection_SubscribeSync(&subscription, connection, "large"), "subscribe");
  must(natsConnection_Publish(connection, "large", bytes, size), "publish");
  must(natsSubscription_NextMsg(&message, subscription, WAIT_MS), "receive");
  bool same = natsMsg_GetDataLength(message) == size && memcmp(natsMsg_GetData(message), bytes, (size_t) size) == 0;
  printf("%d bytes %s\n", size, same ? "the same" : "changed");
  free(bytes);
  natsMsg_Destroy(message);
  natsSubscription_Destroy(subscription);
}

static void queueGroups(natsConnection *connection) {
  natsSubscription *members[3] = {NULL}, *other = NULL;
  for (int n = 0; n < 3; n++) {
    must(natsConnection_QueueSubscribeSync(&members[n], connection, "work", "workers"), "queue");
  }
  must(natsConnection_QueueSubscribeSync(&other, connection, "work", "others"), "queue");
  for (int n = 0; n < 300; n++) must(natsConnection_PublishString(connection, "work", "x"), "publish");
  must(natsConnection_FlushTimeout(connection, WAIT_MS), "flush");
  int sum = 0, least = 300;
  for (int n = 0; n < 3; n++) {
    int count = 0;
    natsMsg *message = NULL;
    while (natsSubscription_NextMsg(&message, members[n], 200) == NATS_OK) {
      count++;
      natsMsg_Destroy(message);
    }
    sum += count;
    if (count < least) least = count;
    natsSubscription_Destroy(members[n]);
  }
  uint64_t queued = 0;
  must(natsSubscription_QueuedMsgs(other, &queued), "queued");
  printf("queue groups %d and %d, %s\n", sum, (int) queued, least > 30 ? "shared" : "not shared");
  natsSubscription_Destroy(other);
}

/* Answers with the payload and the headers of the request, one header more. */
static void answer(natsConnection *connection, natsSubscription *subscription, natsMsg *request, void *closure) {
  (void) subscription;
  (void) closure;
  natsMsg *reply = NULL;
  const char **values = NULL;
  int count = 0;
  must(
      natsMsg_Create(&reply, natsMsg_GetReply(request), NULL, natsMsg_GetData(request), natsMsg_GetDataLength(request)),
      "answer");
  if (natsMsgHeader_Values(request, "Key", &values, &count) == NATS_OK) {
    for (int n = 0; n < count; n++) must(natsMsgHeader_Add(reply, "Key", values[n]), "header");
    must(natsMsgHeader_Set(reply, "Count", count == 2 ? "two" : "not two"), "header");
    free(values);
  }
  must(natsConnection_PublishMsg(connection, reply), "publish");
  natsMsg_Destroy(reply);
  natsMsg_Destroy(request);
}

static void requests(natsConnection *connection, const char *port) {
  natsConnection *asking = connectWith(optionsFor(port));
  natsSubscription *subscription = NULL;
  natsMsg *request = NULL, *reply = NULL;
  const char **values = NULL;
  const char *counted = NULL;
  int count = 0;
  must(natsConnection_Subscribe(&subscription, connection, "service", answer, NULL), "subscribe");
  must(natsConnection_FlushTimeout(connection, WAIT_MS), "flush");
  must(natsConnection_RequestString(&reply, asking, "service", "plain", WAIT_MS), "request");
  printf("answer %s\n", natsMsg_GetData(reply));
  natsMsg_Destroy(reply);
  must(natsMsg_Create(&request, "service", NULL, "headed", 6), "message");
  must(natsMsgHeader_Add(request, "Key", "one"), "header");
  must(natsMsgHeader_Add(request, "Key", "gr\xc3\xbc\xc3\x9f"), "header");
  must(natsConnection_RequestMsg(&reply, asking, request, WAIT_MS), "request");
  must(natsMsgHeader_Values(reply, "Key", &values, &count), "headers");
  must(natsMsgHeader_Get(reply, "Count", &counted), "header");
  printf("answer %s %s %s %s\n", natsMsg_GetData(reply), values[0], count == 2 ? values[1] : "-", counted);
  free(values);
  natsMsg_Destroy(request);
  natsMsg_Destroy(reply);
  natsStatus status = natsConnection_RequestString(&reply, asking, "nobody", "x", WAIT_MS);
  printf("nobody: %s\n", natsStatus_GetText(status));
  natsSubscription_Destroy(subscription);
  natsConnection_Destroy(asking);
}

static void messages(const char *port) {
  natsConnection *connection = connectWith(optionsFor(port));
  publishAndSubscribe(connection);
  largePayload(connection);
  queueGroups(connection);
  requests(connection, port);
  natsConnection_Destroy(connection);
}

static int handled = 0;

static void work(natsConnection *connection, natsSubscription *subscription, natsMsg *request, void *closure) {
  (void) subscription;
  (void) closure;
  must(natsConnection_PublishString(connection, natsMsg_GetReply(request), "done"), "answer");
  natsMsg_Destroy(request);
  if (++handled == 100) must(natsConnection_Drain(connection), "drain");
}

static void closed(natsConnection *connection, void *closure) {
  (void) connection;
  (void) closure;
  printf("closed after %d\n", handled);
  fflush(stdout);
  exit(0);
}

static void drain(const char *port) {
  natsSubscription *subscription = NULL;
  natsOptions *options = optionsFor(port);
  must(natsOptions_SetClosedCB(options, closed, NULL), "closed");
  natsConnection *connection = connectWith(options);
  must(natsConnection_Subscribe(&subscription, connection, "work", work, NULL), "subscribe");
  must(natsConnection_FlushTimeout(connection, WAIT_MS), "flush");
  say("ready");
  nats_Sleep(WAIT_MS);
}

static void reconnected(natsConnection *connection, void *closure) {
  (void) closure;
  must(natsConnection_PublishString(connection, "again", "back"), "publish");
}

static void reconnect(const char *port) {
  natsSubscription *subscription = NULL;
  natsMsg *message = NULL;
  natsOptions *options = optionsFor(port);
  must(natsOptions_SetAllowReconnect(options, true), "reconnect");
  must(natsOptions_SetMaxReconnect(options, 400), "reconnects");
  must(natsOptions_SetReconnectWait(options, 50), "wait");
  must(natsOptions_SetReconnectedCB(options, reconnected, NULL), "reconnected");
  natsConnection *connection = connectWith(options);
  must(natsConnection_SubscribeSync(&subscription, connection, "again"), "subscribe");
  must(natsConnection_FlushTimeout(connection, WAIT_MS), "flush");
  say("ready");
  must(natsSubscription_NextMsg(&message, subscription, WAIT_MS), "receive");
  printf("%s\n", natsMsg_GetData(message));
  natsMsg_Destroy(message);
  natsConnection_Destroy(connection);
}

/* With TLS: `CA`, or `CA CERT KEY`. */
static void encrypted(const char *port, int count, char **files) {
  natsOptions *options = optionsFor(port);
  must(natsOptions_SetSecure(options, true), "secure");
  must(natsOptions_LoadCATrustedCertificates(options, files[0]), "authority");
  must(natsOptions_SetExpectedHostname(options, "localhost"), "name");
  if (count == 3) must(natsOptions_LoadCertificatesChain(options, files[1], files[2]), "certificate");
  natsConnection *connection = connectWith(options);
  roundTrip(connection);
  natsConnection_Destroy(connection);
}

static void nkey(const char *port, const char *publicKey, const char *seedFile) {
  natsOptions *options = optionsFor(port);
  must(natsOptions_SetNKeyFromSeed(options, publicKey, seedFile), "nkey");
  natsConnection *connection = connectWith(options);
  roundTrip(connection);
  natsConnection_Destroy(connection);
}

static void password(const char *port, const char *user, const char *pass) {
  natsOptions *options = optionsFor(port);
  must(natsOptions_SetUserInfo(options, user, pass), "user");
  natsConnection *connection = connectWith(options);
  roundTrip(connection);
  natsConnection_Destroy(connection);
}

int main(int count, char **arguments) {
  const char *part = count > 2 ? arguments[1] : "";
  const char *port = count > 2 ? arguments[2] : "";
  if (strcmp(part, "messages") == 0) messages(port);
  else if (strcmp(part, "drain") == 0) drain(port);
  else if (strcmp(part, "reconnect") == 0) reconnect(port);
  else if (strcmp(part, "tls") == 0 && count > 3) encrypted(port, count - 3, arguments + 3);
  else if (strcmp(part, "nkey") == 0 && count == 5) nkey(port, arguments[3], arguments[4]);
  else if (strcmp(part, "password") == 0 && count == 5) password(port, arguments[3], arguments[4]);
  else return 2;
  nats_Close();
  return 0;
}
