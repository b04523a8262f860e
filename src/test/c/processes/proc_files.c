// What /proc says of a process: environ, cwd, root, statm, limits, wchan, mounts, and who may read it.
#define _GNU_SOURCE
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *error(long result) {
  return result < 0 ? strerror(errno) : "done";
}

static ssize_t bytes(const char *path, char *to, size_t size) {
  int fd = open(path, O_RDONLY);
  ssize_t count = fd < 0 ? -1 : 0, more;
  while (fd >= 0 && (more = read(fd, to + count, size - 1 - count)) > 0)
    count += more;
  to[count < 0 ? 0 : count] = 0;
  if (fd >= 0)
    close(fd);
  return count;
}

static void link_of(const char *path) {
  char target[PATH_MAX] = "";
  struct stat status, followed;
  ssize_t length = readlink(path, target, sizeof target - 1);
  lstat(path, &status);
  printf("%s: %o, %d bytes, %s, %s\n", strrchr(path, '/') + 1, status.st_mode, (int)status.st_size,
         length < 0 ? strerror(errno) : target, error(stat(path, &followed)));
}

static void environment(const char *path) {
  char text[20000];
  ssize_t count = bytes(path, text, sizeof text);
  if (count < 0)
    printf("environ: %s\n", strerror(errno));
  for (ssize_t at = 0; at < count; at += strlen(text + at) + 1)
    if (strncmp(text + at, "PROC_", 5) == 0)
      printf("  %s\n", text + at);
}

static void limits(void) {
  static const char *NAMES[] = {"cpu time",      "file size",     "data size",    "stack size",
                                "core file size", "resident set",  "processes",    "open files",
                                "locked memory", "address space", "file locks",   "pending signals",
                                "msgqueue size", "nice priority", "realtime priority",
                                "realtime timeout"};
  char text[4000], *line;
  bytes("/proc/self/limits", text, sizeof text);
  line = strtok(text, "\n");
  printf("<%s>\n", line);
  for (int i = 0; i < 16; i++) {
    struct rlimit limit;
    char soft[30], hard[30], expected[100];
    getrlimit(i, &limit);
    sprintf(soft, limit.rlim_cur == RLIM_INFINITY ? "unlimited" : "%llu",
            (unsigned long long)limit.rlim_cur);
    sprintf(hard, limit.rlim_max == RLIM_INFINITY ? "unlimited" : "%llu",
            (unsigned long long)limit.rlim_max);
    sprintf(expected, "Max %-21s %-20s %-20s ", NAMES[i], soft, hard);
    line = strtok(NULL, "\n");
    if (line == NULL || strncmp(line, expected, strlen(expected)))
      printf("not <%s> but <%s>\n", expected, line);
    else
      printf("Max %s: <%s>\n", NAMES[i], line + strlen(expected));
  }
}

static void wrong_writes(const char *name) {
  char path[100];
  sprintf(path, "/proc/self/%s", name);
  int fd = open(path, O_WRONLY);
  ssize_t written = fd < 0 ? 0 : write(fd, "x", 1);
  printf("write to %s: %s\n", name, fd < 0 ? "Invalid argument" : error(written));
  if (fd >= 0)
    close(fd);
}

int main(int argc, char **argv) {
  char path[PATH_MAX], text[4000], folder[40];
  struct stat status;
  int ends[2];
  if (argc > 1) {
    environment("/proc/self/environ");
    return 0;
  }

  static const char *FILES[] = {"auxv",     "children", "cmdline",   "comm",          "cwd",
                                "environ",  "exe",      "fd",        "fdinfo",        "limits",
                                "loginuid", "maps",     "mountinfo", "mounts",        "oom_score_adj",
                                "root",     "stat",     "sessionid", "statm",         "status",
                                "task",     "wchan"};
  for (unsigned i = 1; i < sizeof FILES / sizeof *FILES; i++) {
    sprintf(path, "/proc/self/%s", FILES[i]);
    printf("%s: %o", FILES[i], lstat(path, &status) ? 0 : status.st_mode);
    sprintf(path, "/proc/thread-self/%s", FILES[i]);
    printf(" %o\n", lstat(path, &status) ? 0 : status.st_mode);
  }

  // The environment is that which the program was given.
  setenv("PROC_NOT", "seen", 1);
  environment("/proc/self/environ");
  pid_t child = fork();
  if (child == 0) {
    char *others[] = {"PROC_ONE=1", "PROC_EMPTY=", "OTHER=no", "PROC_LAST=a b", NULL};
    execle("/proc/self/exe", argv[0], "again", NULL, others);
    _exit(127);
  }
  waitpid(child, NULL, 0);

  // Where it is.
  sprintf(folder, "/tmp/proc-files-%d", getpid());
  mkdir(folder, 0700);
  chdir("/");
  link_of("/proc/self/cwd");
  link_of("/proc/self/root");
  chdir(folder);
  ssize_t length = readlink("/proc/self/cwd", text, sizeof text - 1);
  text[length] = 0;
  printf("cwd: %d\n", strcmp(text, folder));
  close(open("file", O_CREAT | O_WRONLY, 0600));
  printf("below cwd: %s\n", error(access("/proc/self/cwd/file", R_OK)));
  printf("beside cwd: %s\n", error(access("/proc/self/cwd/../../proc/self/root/tmp", R_OK)));
  printf("into cwd: %s\n", error(close(open("/proc/self/cwd/new", O_CREAT | O_WRONLY, 0600))));
  child = fork();
  if (child == 0) {
    pause();
    _exit(0);
  }
  sprintf(path, "/proc/%d/cwd", child);
  chdir("/");
  printf("into a child's: %s\n", error(chdir(path)));
  printf("is there: %d\n", strcmp(getcwd(text, sizeof text), folder));
  unlink("file");
  unlink("new");
  rmdir(folder);
  length = readlink("/proc/self/cwd", text, sizeof text - 1);
  text[length] = 0;
  printf("removed: %d%s\n", strncmp(text, folder, strlen(folder)), text + strlen(folder));
  printf("getcwd: %s\n", getcwd(text, sizeof text) ? "there" : strerror(errno));
  printf("no new file: %s\n", error(open("/proc/self/cwd/new", O_CREAT | O_WRONLY, 0600)));
  chdir("/");
  printf("no loop: %s\n", error(access("/proc/self/root/proc/self/root/proc/self/cwd/tmp", R_OK)));

  // What it waits in.
  bytes("/proc/self/wchan", text, sizeof text);
  printf("wchan: <%s>\n", text);
  sprintf(path, "/proc/%d/wchan", child);
  do {
    usleep(1000);
    bytes(path, text, sizeof text);
  } while (strcmp(text, "0") == 0);
  printf("its wchan: %s\n", isalpha(*text) || *text == '_' ? "a name" : text);
  kill(child, SIGKILL);
  siginfo_t info;
  waitid(P_PID, child, &info, WEXITED | WNOWAIT);
  sprintf(path, "/proc/%d/cwd", child);
  printf("cwd of a zombie: %s\n", error(readlink(path, text, sizeof text)));
  sprintf(path, "/proc/%d/statm", child);
  bytes(path, text, sizeof text);
  printf("statm of a zombie: %s", text);
  waitpid(child, NULL, 0);

  // How large it is.
  long pages[7];
  bytes("/proc/self/statm", text, sizeof text);
  int fields = sscanf(text, "%ld %ld %ld %ld %ld %ld %ld", pages, pages + 1, pages + 2, pages + 3,
                      pages + 4, pages + 5, pages + 6);
  printf("statm: %d, %d %d %d %d %ld %d %ld\n", fields, pages[0] > pages[1], pages[1] > pages[2],
         pages[2] >= 0, pages[3] > 0, pages[4], pages[5] > 0, pages[6]);

  struct rlimit files = {77, 0};
  struct rlimit before;
  getrlimit(RLIMIT_NOFILE, &before);
  files.rlim_max = before.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  limits();
  setrlimit(RLIMIT_NOFILE, &before);

  // What is mounted.
  FILE *mounts = fopen("/proc/self/mounts", "r");
  char where[200], type[100], options[400];
  int zeros[2], proc = 0;
  while (fscanf(mounts, "%*s %199s %99s %399s %d %d\n", where, type, options, zeros, zeros + 1) == 5)
    proc += strcmp(where, "/proc") == 0 && strcmp(type, "proc") == 0;
  printf("mounts: %d, at its end %d\n", proc, feof(mounts) != 0);
  fclose(mounts);
  mounts = fopen("/proc/mounts", "r");
  printf("the same in /proc: %d\n", mounts != NULL && fgets(text, sizeof text, mounts) != NULL);
  fclose(mounts);
  length = readlink("/proc/mounts", text, sizeof text - 1);
  text[length < 0 ? 0 : length] = 0;
  printf("which is %s\n", text);
  mounts = fopen("/proc/self/mountinfo", "r");
  proc = 0;
  while (fgets(text, sizeof text, mounts))
    proc += sscanf(text, "%*d %*d %*d:%*d / %s", where) == 1 && strcmp(where, "/proc") == 0 &&
            strstr(text, " - proc ") != NULL;
  printf("mountinfo: %d\n", proc);
  fclose(mounts);
  mounts = fopen("/proc/filesystems", "r");
  proc = 0;
  while (fgets(text, sizeof text, mounts))
    proc += strcmp(text, "nodev\tproc\n") == 0;
  printf("filesystems: %d\n", proc);
  fclose(mounts);

  // What cannot be.
  wrong_writes("stat");
  wrong_writes("environ");
  wrong_writes("limits");
  printf("no file: %s\n", error(open("/proc/self/none", O_CREAT | O_WRONLY, 0600)));
  printf("no directory: %s\n", error(mkdir("/proc/self/none", 0700)));
  printf("nor in /proc: %s\n", error(mkdir("/proc/none", 0700)));
  printf("no link: %s\n", error(symlink("x", "/proc/self/task/none")));
  printf("no name: %s\n", error(rename("/proc/self/stat", "/proc/self/none")));
  printf("negative: %s\n", error(open("/proc/-1/stat", O_RDONLY)));
  printf("zeros: %s\n", error(open("/proc/01/stat", O_RDONLY)));
  printf("large: %s\n", error(open("/proc/4294967297/stat", O_RDONLY)));
  return 0;
}
