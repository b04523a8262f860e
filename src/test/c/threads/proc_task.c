// What /proc says of single threads: /proc/self/task, /proc/TID, /proc/thread-self, and what is left
// of it after their end.
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int ends[2];
static _Atomic pid_t other;

static const char *error(long result) {
  return result < 0 ? strerror(errno) : "done";
}

static char *text(const char *format, int number) {
  static char bytes[8192];
  char path[100];
  sprintf(path, format, number);
  int fd = open(path, O_RDONLY);
  ssize_t count = fd < 0 ? -1 : read(fd, bytes, sizeof bytes - 1);
  sprintf(bytes + (count < 0 ? 0 : count), "%s", count < 0 ? strerror(errno) : "");
  if (fd >= 0)
    close(fd);
  return bytes;
}

static char state(const char *format, int number) {
  return strrchr(text(format, number), ')')[2];
}

static void *sleeper(void *unused) {
  char byte;
  setpriority(PRIO_PROCESS, 0, 5);
  other = syscall(SYS_gettid);
  read(ends[0], &byte, 1);
  return unused;
}

static void stat_of(const char *name, const char *format, int number, int self) {
  char *line = text(format, number);
  char *end = strrchr(line, ')');
  int parent, nice, threads;
  char state;
  long signal;
  sscanf(end + 1, " %c %d %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %d %d", &state,
         &parent, &nice, &threads);
  for (int i = 0; i < 36; i++)
    end = strchr(end + 1, ' ');
  signal = atol(end + 1);
  printf("%s: is %s, of %s, nice %d, one of %d, tells by %ld\n", name,
         atoi(line) == self ? "me" : atoi(line) == other ? "the other" : "somebody",
         parent == getppid() ? "my parent" : "another", nice, threads, signal);
}

static void status_of(const char *name, const char *format, int number) {
  char *line = strtok(text(format, number), "\n");
  printf("%s:\n", name);
  for (; line != NULL; line = strtok(NULL, "\n"))
    if (!strncmp(line, "Tgid:", 5) || !strncmp(line, "Pid:", 4))
      printf("  %.4s is %s\n", line,
             atoi(strchr(line, ':') + 1) == getpid() ? "me" : "the other");
    else if (!strncmp(line, "Name:", 5) || !strncmp(line, "Threads:", 8) ||
             !strncmp(line, "SigPnd", 6) || !strncmp(line, "ShdPnd", 6))
      printf("  %s\n", line);
}

static void list(const char *path) {
  DIR *directory = opendir(path);
  struct dirent *entry;
  struct stat status;
  int own = 0, others = 0;
  while ((entry = readdir(directory)))
    if (atoi(entry->d_name) == getpid())
      own++;
    else if (atoi(entry->d_name) == other)
      others++;
  closedir(directory);
  stat(path, &status);
  printf("%d and %d, %d links\n", own, others, (int)status.st_nlink);
}

static void name(int fd, const char *word) {
  ssize_t written = write(fd, word, strlen(word));
  printf("%zd, %s: <%s>\n", written, error(written), text("/proc/self/task/%d/comm", other));
}

static void rest_of(const char *what, int fd) {
  char byte;
  printf("%s: %s\n", what, error(read(fd, &byte, 1)));
}

static const char *FILES[] = {"stat", "status", "comm", "cmdline", "children", "oom_score_adj"};

int main(void) {
  prctl(PR_SET_NAME, "program");
  pthread_t thread;
  char link[100] = "", path[100], expected[100];
  struct stat status;
  pipe(ends);
  printf("alone: ");
  list("/proc/self/task");
  pthread_create(&thread, NULL, sleeper, NULL);
  while (other == 0)
    usleep(100);
  while (state("/proc/self/task/%d/stat", other) != 'S')
    usleep(1000);
  printf("two: ");
  list("/proc/self/task");
  sprintf(path, "/proc/%d/task", other);
  list(path);
  printf("me %c, the other %c, by number %c\n", state("/proc/self/task/%d/stat", getpid()),
         state("/proc/self/task/%d/stat", other), state("/proc/%d/stat", other));

  stat_of("my process", "/proc/%d/stat", getpid(), getpid());
  stat_of("my thread", "/proc/self/task/%d/stat", getpid(), getpid());
  stat_of("its thread", "/proc/self/task/%d/stat", other, getpid());
  stat_of("its number", "/proc/%d/stat", other, getpid());

  readlink("/proc/thread-self", link, sizeof link - 1);
  sprintf(expected, "%d/task/%d", getpid(), getpid());
  printf("thread-self is %s\n", strcmp(link, expected) ? link : "me");
  printf("thread-self: %c\n", state("/proc/thread-self/stat", 0));
  sprintf(path, "/proc/self/task/%d", getppid());
  printf("no thread of mine: %s\n", error(open(path, O_RDONLY)));
  printf("no number: %s\n", error(open("/proc/self/task/x", O_RDONLY)));

  // Signals that are sent to one thread.
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, NULL);
  raise(SIGUSR1);
  status_of("my status", "/proc/self/task/%d/status", getpid());
  status_of("its status", "/proc/self/task/%d/status", other);

  // Names.
  sprintf(path, "/proc/self/task/%d/comm", other);
  stat(path, &status);
  printf("comm has mode %o\n", status.st_mode);
  int comm = open(path, O_RDWR);
  name(comm, "worker");
  name(comm, "twelve and more");
  name(comm, "twelve and more letters");
  name(comm, "a) \\ b\n");
  status_of("its status", "/proc/self/task/%d/status", other);
  name(comm, "");
  write(comm, "last", 4);
  pthread_getname_np(thread, link, sizeof link);
  printf("pthread_getname_np: %s\n", link);
  printf("mine: %d\n", strcmp(text("/proc/self/comm", 0), "last\n") == 0);

  // Children.
  printf("children: <%s>\n", text("/proc/self/task/%d/children", getpid()));
  pid_t child = fork();
  if (child == 0) {
    pause();
    _exit(0);
  }
  sprintf(expected, "%d ", child);
  printf("my child: %d\n", strcmp(text("/proc/self/task/%d/children", getpid()), expected));
  printf("its children: <%s>\n", text("/proc/self/task/%d/children", other));
  sprintf(path, "/proc/%d/comm", child);
  printf("its name: %s\n", error(write(open(path, O_WRONLY), "x", 1)));
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  printf("children: <%s>\n", text("/proc/self/task/%d/children", getpid()));
  printf("children of a process: %s\n", text("/proc/self/children", 0));

  // Files that are there in both.
  for (unsigned i = 0; i < sizeof FILES / sizeof *FILES; i++) {
    sprintf(path, "/proc/self/task/%d/%s", other, FILES[i]);
    printf("%s: %o", FILES[i], stat(path, &status) ? 0 : status.st_mode);
    sprintf(path, "/proc/self/%s", FILES[i]);
    printf(" %o\n", stat(path, &status) ? 0 : status.st_mode);
  }
  sprintf(path, "/proc/self/task/%d/task", other);
  printf("tasks of a thread: %s\n", error(open(path, O_RDONLY)));
  sprintf(path, "/proc/self/task/%d/fd/%d", other, comm);
  printf("fd: %s\n", error(open(path, O_RDONLY)));

  // After the end of a thread.
  sprintf(path, "/proc/self/task/%d", other);
  int directory = open(path, O_RDONLY | O_DIRECTORY);
  int open_files[6];
  for (int i = 0; i < 6; i++)
    open_files[i] = openat(directory, FILES[i], O_RDONLY);
  printf("a directory: %s\n", error(write(directory, "x", 1)));
  write(ends[1], "x", 1);
  pthread_join(thread, NULL);
  while (stat(path, &status) == 0)
    usleep(1000);
  printf("its directory: %s\n", error(open(path, O_RDONLY)));
  for (int i = 0; i < 6; i++)
    if (strcmp(FILES[i], "children"))
      rest_of(FILES[i], open_files[i]);
  printf("its name: %s\n", error(write(comm, "x", 1)));
  printf("openat: %s\n", error(openat(directory, "stat", O_RDONLY)));
  printf("fstat: %s\n", error(fstat(directory, &status)));
  printf("getdents: %s\n", error(getdents64(directory, link, sizeof link)));
  sprintf(path, "/proc/%d", other);
  printf("by number: %s\n", error(open(path, O_RDONLY)));
  printf("alone again: ");
  list("/proc/self/task");

  // A zombie.
  child = fork();
  if (child == 0)
    _exit(3);
  siginfo_t info;
  waitid(P_PID, child, &info, WEXITED | WNOWAIT);
  printf("zombie: %c %c\n", state("/proc/%d/stat", child), state("/proc/%d/stat", child));
  printf("cmdline: <%s>\n", text("/proc/%d/cmdline", child));
  sprintf(path, "/proc/%d/exe", child);
  printf("exe: %s\n", error(readlink(path, link, sizeof link)));
  sprintf(path, "/proc/%d/stat", child);
  int held = open(path, O_RDONLY);
  sprintf(path, "/proc/%d", child);
  directory = open(path, O_RDONLY | O_DIRECTORY);
  waitpid(child, NULL, 0);
  rest_of("stat", held);
  printf("openat: %s\n", error(openat(directory, "stat", O_RDONLY)));
  printf("getdents: %s\n", error(getdents64(directory, link, sizeof link)));
  return 0;
}
