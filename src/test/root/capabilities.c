/* capget, capset and the options of prctl on capabilities: what is allowed, and what remains. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/capability.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
static struct __user_cap_data_struct data[2];

static const char *text(long result) {
  static char done[20];
  sprintf(done, "%ld", result);
  return result >= 0       ? done
         : errno == EPERM  ? "EPERM"
         : errno == EINVAL ? "EINVAL"
         : errno == EFAULT ? "EFAULT"
         : errno == ESRCH  ? "ESRCH"
                           : "other";
}

static long get(void) { return syscall(SYS_capget, &header, data); }

/* Bits of those capabilities that this machine's root has. */
static long set(unsigned effective, unsigned permitted, unsigned inheritable) {
  struct __user_cap_data_struct next[2] = {{effective, permitted, inheritable}};
  return syscall(SYS_capset, &header, next);
}

static void show(const char *what) {
  long done = get();
  printf("%s: %s %x %x %x ambient", what, text(done), data[0].effective & 0xff,
         data[0].permitted & 0xff, data[0].inheritable & 0xff);
  for (int i = 0; i < 8; i++)
    printf(" %d", prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, i, 0, 0));
  printf("\n");
  fflush(stdout);
}

static void in_child(const char *what, void (*deed)(void)) {
  printf("-- %s\n", what);
  fflush(stdout);
  if (fork() == 0) {
    deed();
    fflush(stdout);
    _exit(0);
  }
  wait(NULL);
}

static void headers(void) {
  struct __user_cap_header_struct wrong = {0x12345678, 0};
  printf("version %s", text(syscall(SYS_capget, &wrong, data)));
  printf(" now %x\n", wrong.version);
  wrong.version = 0;
  printf("asked for %s", text(syscall(SYS_capget, &wrong, NULL)));
  printf(" now %x\n", wrong.version);
  wrong.version = 1;
  printf("set %s", text(syscall(SYS_capset, &wrong, data)));
  printf(" now %x\n", wrong.version);
  struct __user_cap_header_struct of = {_LINUX_CAPABILITY_VERSION_3, -1};
  printf("of -1 %s\n", text(syscall(SYS_capget, &of, data)));
  of.pid = 99999999;
  printf("of nobody %s\n", text(syscall(SYS_capget, &of, data)));
  of.pid = getppid();
  printf("of the parent %s\n", text(syscall(SYS_capget, &of, data)));
  printf("for the parent %s\n", text(syscall(SYS_capset, &of, data)));
  of.pid = getpid();
  get();
  printf("for itself %s\n", text(syscall(SYS_capset, &of, data)));
  printf("nowhere %s\n", text(syscall(SYS_capget, NULL, data)));
  printf("to nowhere %s\n", text(syscall(SYS_capget, &header, (void *)8)));
  printf("to NULL %s\n", text(syscall(SYS_capget, &header, NULL)));
  printf("from nowhere %s\n", text(syscall(SYS_capset, &header, (void *)8)));
  header.version = _LINUX_CAPABILITY_VERSION_1;
  struct __user_cap_data_struct two[2] = {{0}, {7, 7, 7}};
  printf("version 1 %s", text(syscall(SYS_capget, &header, two)));
  printf(" %x %x %x\n", two[1].effective, two[1].permitted, two[1].inheritable);
}

static void sets(void) {
  show("at first");
  printf("%s\n", text(set(0xff, 0xff, 0x0f)));
  show("some");
  printf("more effective %s\n", text(set(0x100ff, 0xff, 0)));
  printf("more permitted %s\n", text(set(0, 0x1ff, 0)));
  printf("inherit all %s\n", text(set(0xff, 0xff, 0xff)));
  printf("drop SETPCAP %s\n", text(set(0x7f, 0xff, 0x3f)));
  show("without");
  printf("inherit more %s\n", text(set(0x7f, 0xff, 0xff)));
  printf("raise %s\n", text(set(0xff, 0xff, 0xff)));
  printf("drop %s\n", text(set(0, 0, 0xff)));
  show("none");
  printf("again %s\n", text(set(1, 1, 0xff)));
}

static void ambient(void) {
  printf("raise %s\n", text(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 1, 0, 0)));
  set(0xff, 0xff, 0x0f);
  printf("raise %s", text(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 1, 0, 0)));
  printf(" %s", text(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 2, 0, 0)));
  printf(" %s", text(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 5, 0, 0)));
  printf(" %s", text(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 99, 0, 0)));
  printf(" %s", text(prctl(PR_CAP_AMBIENT, 7, 1, 0, 0)));
  printf(" %s\n", text(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 1, 1, 0)));
  show("raised");
  printf("lower %s\n", text(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_LOWER, 1, 0, 0)));
  show("lowered");
  set(0xff, 0xff, 0x0b);
  show("not inherited");
  set(0xff, 0xff, 0x0f);
  prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 1, 0, 0);
  prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 3, 0, 0);
  printf("clear %s\n", text(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)));
  show("cleared");
  prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 3, 0, 0);
  prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0);
  setresuid(4000, 4000, 4000);
  show("as a user");
}

static const char *self;

static void inherits(void) {
  set(0xff, 0xff, 0x0f);
  prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0);
  setresuid(4000, 4000, 4000);
  prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 3, 0, 0);
  prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 1, 0, 0);
  show("before");
  execl(self, self, "show", NULL);
}

static void inherits_through_set_id(void) {
  chown(self, 4001, 0);
  chmod(self, 04755);
  inherits();
}

static void bounded_root(void) {
  for (int i = 0; i < 4; i++)
    printf("drop %s\n", text(prctl(PR_CAPBSET_DROP, i, 0, 0, 0)));
  printf("drop none %s", text(prctl(PR_CAPBSET_DROP, 99, 0, 0, 0)));
  printf(" %s\n", text(prctl(PR_CAPBSET_DROP, -1, 0, 0, 0)));
  for (int i = 0; i < 8; i++)
    printf("%s ", text(prctl(PR_CAPBSET_READ, i, 0, 0, 0)));
  printf("%s\n", text(prctl(PR_CAPBSET_READ, 99, 0, 0, 0)));
  show("before");
  execl(self, self, "show", NULL);
}

static void bounded_user(void) {
  setresuid(4000, 4000, 4000);
  printf("drop %s\n", text(prctl(PR_CAPBSET_DROP, 0, 0, 0, 0)));
  printf("keep %s", text(prctl(PR_SET_KEEPCAPS, 2, 0, 0, 0)));
  printf(" %s", text(prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)));
  printf(" %s", text(prctl(PR_GET_KEEPCAPS, 0, 0, 0, 0)));
  printf(" bits %s\n", text(prctl(PR_GET_SECUREBITS, 0, 0, 0, 0)));
  printf("new %s", text(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0)));
  printf(" %s", text(prctl(PR_GET_NO_NEW_PRIVS, 1, 0, 0, 0)));
  printf(" %s", text(prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0)));
  printf(" %s", text(prctl(PR_SET_NO_NEW_PRIVS, 1, 1, 0, 0)));
  printf(" %s", text(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)));
  printf(" %s\n", text(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0)));
}

int main(int argc, char **argv) {
  self = argv[0];
  if (argc > 1) {
    show("after");
    return 0;
  }
  chmod(self, 0755);
  in_child("headers", headers);
  in_child("sets", sets);
  in_child("ambient", ambient);
  in_child("through execve", inherits);
  in_child("through a set-user-ID program", inherits_through_set_id);
  chown(self, 0, 0);
  chmod(self, 0755);
  in_child("bounded root", bounded_root);
  in_child("a user", bounded_user);
  return 0;
}
