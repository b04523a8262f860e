/* Every way to change users and groups, from every state of three numbers: what is allowed, who the
   process is then, and what it still has of the capabilities. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/capability.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/fsuid.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static unsigned effective(int *permitted) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct data[2];
  syscall(SYS_capget, &header, data);
  *permitted = (data[0].permitted & 1 << CAP_SETUID) != 0;
  return (data[0].effective & 1 << CAP_SETUID ? 1 : 0) +
         (data[0].effective & 1 << CAP_CHOWN ? 2 : 0);
}

static char digit(unsigned id) { return id > 9 ? '?' : '0' + id; }

static void show(int result, int users) {
  unsigned r, e, s, f;
  int error = result < 0 ? errno : 0, permitted;
  if (users)
    getresuid(&r, &e, &s), f = setfsuid(-1);
  else
    getresgid(&r, &e, &s), f = setfsgid(-1);
  unsigned now = effective(&permitted);
  printf(" %s%c%c%c%c/%u%d", error == 0 ? "" : error == EPERM ? "P" : error == EINVAL ? "I" : "?",
         digit(r), digit(e), digit(s), digit(f), now, permitted);
  fflush(stdout);
}

static int change(int users, int call, int a, int b, int c) {
  switch (call) {
  case 0:
    return users ? setuid(a) : setgid(a);
  case 1:
    return users ? seteuid(a) : setegid(a);
  case 2:
    return users ? setreuid(a, b) : setregid(a, b);
  case 3:
    return users ? setresuid(a, b, c) : setresgid(a, b, c);
  default:
    return users ? setfsuid(a) : setfsgid(a);
  }
}

static void in_child(int users, int from, int keep, int call, int a, int b, int c) {
  if (fork() == 0) {
    if (keep)
      prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0);
    int done = users ? setresuid(from % 3, from / 3 % 3, from / 9) : 0;
    if (!users) {
      done = setresgid(from % 3, from / 3 % 3, from / 9);
      setresuid(-1, 1, -1);
    }
    if (done < 0)
      exit(1);
    show(change(users, call, a, b, c), users);
    exit(0);
  }
  wait(NULL);
}

int main(void) {
  for (int users = 1; users >= 0; users--)
    for (int from = 0; from < 27; from++) {
      printf("%s %d%d%d:", users ? "users" : "groups", from % 3, from / 3 % 3, from / 9);
      fflush(stdout);
      for (int a = -1; a < 4; a++) {
        in_child(users, from, 0, 0, a, 0, 0);
        in_child(users, from, 1, 1, a, 0, 0);
        in_child(users, from, 0, 4, a, 0, 0);
        for (int b = -1; b < 4; b++) {
          in_child(users, from, a == 2, 2, a, b, 0);
          for (int c = -1; c < 4 && users; c += 2)
            in_child(users, from, 0, 3, a, b, c);
        }
      }
      printf("\n");
      fflush(stdout);
    }
  return 0;
}
