// A handler is interrupted by other signals, but not by its own unless SA_NODEFER.
#include <signal.h>
#include <stdio.h>
#include <string.h>

static int depth, deepest, order[16], n;

static void plain(int s) {
  order[n++] = s;
  if (++depth > deepest) deepest = depth;
  if (n == 1) {
    raise(SIGUSR2);
    raise(SIGUSR1);
    order[n++] = -1;
  }
  depth--;
}
static void deep(int s) {
  if (++depth > deepest) deepest = depth;
  if (depth < 4) raise(SIGUSR1);
  depth--;
}
static void install(int s, void f(int), int flags, int masked) {
  struct sigaction a;
  memset(&a, 0, sizeof a);
  a.sa_handler = f;
  a.sa_flags = flags;
  if (masked) sigaddset(&a.sa_mask, masked);
  sigaction(s, &a, NULL);
}
static void show(void) {
  for (int i = 0; i < n; i++) printf("%s ", order[i] == SIGUSR1 ? "one" : order[i] == SIGUSR2 ? "two" : "|");
  printf("deepest %d\n", deepest);
  n = deepest = 0;
}

int main(void) {
  install(SIGUSR1, plain, 0, 0);
  install(SIGUSR2, plain, 0, 0);
  raise(SIGUSR1);
  show();
  install(SIGUSR1, plain, 0, SIGUSR2);
  raise(SIGUSR1);
  show();
  install(SIGUSR1, deep, SA_NODEFER, 0);
  raise(SIGUSR1);
  show();
  return 0;
}
