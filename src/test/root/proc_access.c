/* Who may look into whom by /proc: users, root with some of its capabilities, and processes that have
   got other rights and so cannot be looked into (PR_SET_DUMPABLE) until they run another program. */
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

static char letter(long result) {
  return result >= 0        ? '+'
         : errno == EACCES  ? 'A'
         : errno == EPERM   ? 'P'
         : errno == ENOENT  ? 'n'
         : errno == EINVAL  ? 'I'
         : errno == ESRCH   ? 's'
                            : '?';
}

static const char *FILES[] = {"stat",   "status", "statm", "limits",  "cmdline", "comm",
                              "maps",   "environ", "mounts", "wchan", "fd",      "fdinfo",
                              "fdinfo/0", "cwd/.", "root/.",  "oom_score_adj", "task"};

static const char *LINKS[] = {"cwd", "root", "exe", "fd/0"};

static const char *WRITTEN[] = {"stat", "comm", "oom_score_adj", "environ", "mounts"};

static void look(const char *who, const char *whom, pid_t pid) {
  char path[100], text[200];
  struct stat status;
  sprintf(path, "/proc/%d", pid);
  stat(path, &status);
  printf("%s at %s, of %d:", who, whom, status.st_uid);
  sprintf(path, "/proc/%d/environ", pid);
  stat(path, &status);
  printf(" %d %d\n ", status.st_uid, status.st_gid);
  for (unsigned i = 0; i < sizeof FILES / sizeof *FILES; i++) {
    sprintf(path, "/proc/%d/%s", pid, FILES[i]);
    int fd = open(path, O_RDONLY);
    printf(" %s %c", FILES[i], letter(fd));
    close(fd);
  }
  printf("\n  links:");
  for (unsigned i = 0; i < sizeof LINKS / sizeof *LINKS; i++) {
    sprintf(path, "/proc/%d/%s", pid, LINKS[i]);
    printf(" %s %c", LINKS[i], letter(readlink(path, text, sizeof text)));
  }
  printf("\n  written:");
  for (unsigned i = 0; i < sizeof WRITTEN / sizeof *WRITTEN; i++) {
    sprintf(path, "/proc/%d/%s", pid, WRITTEN[i]);
    int fd = open(path, O_WRONLY);
    printf(" %s %c", WRITTEN[i], letter(fd));
    if (fd >= 0)
      printf("%c", letter(write(fd, "x", 1)));
    close(fd);
  }
  puts("");
  fflush(stdout);
}

static void become(uid_t user, gid_t group) {
  setgroups(0, NULL);
  setresgid(group, group, group);
  setresuid(user, user, user);
}

static void keep_only(unsigned capabilities) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct data[2] = {{capabilities, capabilities, 0}};
  if (syscall(SYS_capset, &header, data))
    printf("capset: %s\n", strerror(errno));
}

static int ready[2];

/* Somebody who waits: as a user, and perhaps in a program of its own. */
static pid_t target(uid_t user, gid_t group, int runs) {
  char byte;
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    if (user != 0)
      become(user, group);
    if (runs)
      execl("/proc/self/exe", "proc_access", "waits", NULL);
    write(ready[1], "x", 1);
    pause();
    _exit(0);
  }
  read(ready[0], &byte, 1);
  return child;
}

static pid_t whom[5];
static const char *NAMES[] = {"root", "a user", "a user's program", "another group's program",
                              "another user's program"};

static void look_at_all(const char *who) {
  for (int i = 0; i < 5; i++)
    look(who, NAMES[i], whom[i]);
  look(who, "itself", getpid());
}

static void seen_by(const char *who, uid_t user, gid_t group, int limited, unsigned capabilities,
                    int runs) {
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    if (user != 0)
      become(user, group);
    if (limited)
      keep_only(capabilities);
    if (runs) {
      char pids[100];
      sprintf(pids, "%d %d %d %d %d", whom[0], whom[1], whom[2], whom[3], whom[4]);
      execl("/proc/self/exe", "proc_access", who, pids, NULL);
    }
    look_at_all(who);
    exit(0);
  }
  waitpid(child, NULL, 0);
}

static void dumpable(const char *when) {
  printf("%s: %d\n", when, prctl(PR_GET_DUMPABLE));
}

int main(int argc, char **argv) {
  if (argc == 2) {
    write(strtol("4", NULL, 10), "x", 1);
    pause();
    return 0;
  }
  if (argc == 3) {
    sscanf(argv[2], "%d %d %d %d %d", whom, whom + 1, whom + 2, whom + 3, whom + 4);
    look_at_all(argv[1]);
    return 0;
  }
  umask(0);
  pipe(ready);
  whom[0] = target(0, 0, 0);
  whom[1] = target(4000, 4000, 0);
  whom[2] = target(4000, 4000, 1);
  whom[3] = target(4000, 4009, 1);
  whom[4] = target(4001, 4001, 1);
  seen_by("root", 0, 0, 0, 0, 0);
  seen_by("root without any", 0, 0, 1, 0, 0);
  seen_by("root that traces", 0, 0, 1, 1 << CAP_SYS_PTRACE, 0);
  seen_by("root that reads", 0, 0, 1, 1 << CAP_DAC_READ_SEARCH, 0);
  seen_by("the user", 4000, 4000, 0, 0, 0);
  seen_by("the user's program", 4000, 4000, 0, 0, 1);
  seen_by("the other user's program", 4001, 4001, 0, 0, 1);

  dumpable("at first");
  printf("%d", prctl(PR_SET_DUMPABLE, 0, 0, 0, 0));
  dumpable(" off");
  printf("%d", prctl(PR_SET_DUMPABLE, 1, 0, 0, 0));
  dumpable(" on");
  printf("%d", prctl(PR_SET_DUMPABLE, 2, 0, 0, 0));
  dumpable(" 2");
  seteuid(4000);
  dumpable("as a user");
  prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
  dumpable("again");
  setegid(0);
  dumpable("the same group");
  seteuid(0);
  dumpable("as root");
  fflush(stdout);
  if (fork() == 0) {
    dumpable("in a child");
    exit(0);
  }
  wait(NULL);
  for (int i = 0; i < 5; i++)
    kill(whom[i], 9);
  return 0;
}
