// Enumerations as indexes, sizes of arrays, flags and states in tables.
#include <stdio.h>

typedef enum { IDLE, RUNNING, BLOCKED, DONE, STATES } state;
typedef enum { START, WAIT, WAKE, EXIT, EVENTS } event;

static const char *const names[STATES] = {[IDLE] = "idle", [DONE] = "done", [RUNNING] = "running", [BLOCKED] = "blocked"};
static const state table[STATES][EVENTS] = {
  [IDLE] = {[START] = RUNNING, [EXIT] = DONE},
  [RUNNING] = {[START] = RUNNING, [WAIT] = BLOCKED, [WAKE] = RUNNING, [EXIT] = DONE},
  [BLOCKED] = {BLOCKED, BLOCKED, RUNNING, DONE},
  [DONE] = {[0] = DONE, DONE, DONE, DONE},
};

int main(void) {
  state s = IDLE;
  const event events[] = {WAIT, START, WAIT, START, WAKE, WAKE, EXIT, START};
  int seen[STATES] = {0};
  for (unsigned i = 0; i < sizeof events / sizeof events[0]; i++) {
    s = table[s][events[i]];
    seen[s]++;
    printf("%s ", names[s]);
  }
  puts("");
  for (state t = IDLE; t < STATES; ++t) printf("%d", seen[t]);
  printf("\n%zu %zu\n", sizeof table / sizeof *table, sizeof(event));
  return s == DONE ? STATES : 1;
}
