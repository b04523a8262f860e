// Who goes on first at a pipe: those who splice, tee or vmsplice come before those who read or
// write, the last of them first, and do not keep the first of those from looking, too. Several who
// are woken together may overtake each other on Linux: so it has some tries to have each order.
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static int ends[2];
static int other[2];
static int said[2];

static void say(const char *name) {
  write(said[1], name, 1);
}

static void settle(void) {
  usleep(5000);
}

static void act(char who) {
  char bytes[4];
  struct iovec part = {bytes, 1};
  switch (who) {
  case 'R':
  case 'Q':
    read(ends[0], bytes, 1);
    break;
  case 'S':
  case 's':
    splice(ends[0], NULL, other[1], NULL, 1, 0);
    break;
  case 'T':
    tee(ends[0], other[1], 1, 0);
    break;
  case 'V':
    vmsplice(ends[0], &part, 1, 0);
    break;
  case 'W':
  case 'w':
    write(ends[1], "w", 1);
    break;
  case 'F':
  case 'f':
    part.iov_base = "f";
    vmsplice(ends[1], &part, 1, 0);
    break;
  }
  say(&who);
}

// Has them wait one after the other, then as many acts end a wait of one each.
static void once(const char *who, int full, int acts, char *order) {
  static char page[4096];
  pid_t pids[8];
  int n = strlen(who);
  pipe(ends);
  pipe(other);
  pipe(said);
  fcntl(ends[1], F_SETPIPE_SZ, 4096);
  fcntl(said[0], F_SETFL, O_NONBLOCK);
  if (full)
    write(ends[1], page, 4096);
  for (int i = 0; i < n; i++) {
    if ((pids[i] = fork()) == 0) {
      act(who[i]);
      _exit(0);
    }
    settle();
  }
  for (int i = 0; i < acts; i++) {
    if (full)
      read(ends[0], page, 4096);
    else
      write(ends[1], "a", 1);
    settle();
    int got = read(said[0], order, 8);
    order += got > 0 ? got : 0;
    *order++ = ' ';
  }
  *order = 0;
  for (int i = 0; i < n; i++) {
    kill(pids[i], SIGKILL);
    waitpid(pids[i], NULL, 0);
  }
  for (int i = 0; i < 2; i++) {
    close(ends[i]);
    close(other[i]);
    close(said[i]);
  }
}

static void try(const char *who, int full, int acts, const char *wanted) {
  char order[32];
  int tries = 0;
  do
    once(who, full, acts, order);
  while (strcmp(order, wanted) != 0 && ++tries < 40);
  printf("%s: %s\n", who, order);
}

int main(void) {
  try("RS", 0, 2, "S R ");
  try("SR", 0, 2, "S R ");
  try("Ss", 0, 2, "s S ");
  try("RQS", 0, 3, "S Q R ");
  try("RV", 0, 2, "V R ");
  try("VS", 0, 2, "S V ");
  try("RST", 0, 2, "TS R ");
  try("TR", 0, 1, "TR ");
  try("WF", 1, 2, "F W ");
  try("WwF", 1, 3, "F w W ");
}
