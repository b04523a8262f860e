/* Programs that run as their owner: who they are, what they may, and what takes the bits away. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *self;

static void show(void) {
  uid_t u[3];
  gid_t g[3];
  getresuid(u, u + 1, u + 2);
  getresgid(g, g + 1, g + 2);
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct data[2];
  syscall(SYS_capget, &header, data);
  printf("  users %u %u %u groups %u %u %u caps %d %d keep %d new %d\n", u[0], u[1], u[2], g[0],
         g[1], g[2], (data[0].effective & 1) != 0, (data[0].permitted & 1) != 0,
         prctl(PR_GET_KEEPCAPS, 0, 0, 0, 0), prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0));
  fflush(stdout);
}

static void run(const char *what, uid_t owner, gid_t group, mode_t mode, uid_t user, int fixed) {
  printf("%s\n", what);
  fflush(stdout);
  if (chown(self, owner, group) || chmod(self, mode))
    printf("  cannot prepare: %s\n", strerror(errno));
  if (fork() == 0) {
    gid_t none;
    setgroups(0, &none);
    setresgid(user, user, user);
    if (fixed)
      prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0);
    setresuid(user, user, user);
    execl(self, self, "show", NULL);
    printf("  not run: %s\n", strerror(errno));
    fflush(stdout);
    _exit(0);
  }
  wait(NULL);
}

static void bits(const char *what) {
  struct stat now;
  stat("bits", &now);
  printf("%s: %o %u %u\n", what, now.st_mode & 07777, now.st_uid, now.st_gid);
  fflush(stdout);
}

/* As a user, in a child. */
static void as(uid_t user, void (*deed)(void)) {
  if (fork() == 0) {
    gid_t none;
    setgroups(0, &none);
    setresgid(user, user, user);
    setresuid(user, user, user);
    deed();
    fflush(stdout);
    _exit(0);
  }
  wait(NULL);
}

static void tell(const char *what, int result) {
  printf("  %s: %s\n", what, result < 0 ? strerror(errno) : "done");
}

static void write_it(void) {
  int fd = open("bits", O_WRONLY);
  tell("open", fd);
  tell("write", write(fd, "x", 1));
}

static void cut_it(void) { tell("truncate", truncate("bits", 3)); }
static void give_away(void) { tell("chown", chown("bits", 4001, -1)); }
static void join_own(void) { tell("chown to own group", chown("bits", -1, 4000)); }
static void join_other(void) { tell("chown to other group", chown("bits", -1, 4001)); }
static void set_bits(void) { tell("chmod", chmod("bits", 06755)); }

static void reset(uid_t owner, gid_t group, mode_t mode) {
  chown("bits", owner, group);
  chmod("bits", mode);
}

int main(int argc, char **argv) {
  self = argv[0];
  if (argc > 1) {
    show();
    return 0;
  }
  run("plain", 0, 0, 0755, 4000, 0);
  run("set-user-ID root", 0, 0, 04755, 4000, 0);
  run("set-user-ID of a user", 4001, 4002, 04755, 4000, 0);
  run("set-group-ID", 4001, 4002, 02755, 4000, 0);
  run("set-group-ID without execution by the group", 4001, 4002, 02705, 4000, 0);
  run("both", 0, 4002, 06755, 4000, 0);
  run("no new privileges", 0, 0, 06755, 4000, 1);
  run("root runs a user's", 4001, 4002, 06755, 0, 0);
  run("not executable for others", 4001, 4002, 04754, 4000, 0);
  run("executable for nobody, by root", 4001, 4002, 0644, 0, 0);
  chown(self, 0, 0);
  chmod(self, 0755);

  close(open("bits", O_CREAT | O_RDWR, 0600));
  reset(4000, 4000, 06777);
  as(4000, write_it);
  bits("written to by the owner");
  reset(4000, 4000, 06767);
  as(4001, write_it);
  bits("written to by another, not for its group");
  reset(4000, 4000, 06777);
  as(0, write_it);
  bits("written to by root");
  reset(4000, 4000, 06777);
  as(4000, cut_it);
  bits("cut by the owner");
  reset(4000, 4000, 06777);
  as(4000, give_away);
  as(4000, join_other);
  as(4000, join_own);
  bits("chown by the owner");
  reset(4000, 4000, 06777);
  chown("bits", -1, -1);
  bits("chown of nothing by root");
  reset(4000, 4001, 0777);
  as(4000, set_bits);
  bits("chmod by the owner, of another group");
  as(4001, set_bits);
  reset(4000, 4000, 0777);
  as(4000, set_bits);
  bits("chmod by the owner");
  unlink("bits");
  return 0;
}
