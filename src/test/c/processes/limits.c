// Limits of setrlimit that end or refuse something: on files, CPU time, memory, and who may raise them.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void limit(int resource, rlim_t soft, rlim_t hard) {
  struct rlimit wanted = {soft, hard}, found;
  int result = setrlimit(resource, &wanted);
  getrlimit(resource, &found);
  printf("limit %d %d %d\n", result, found.rlim_cur == soft, found.rlim_max == hard);
}

static void sizes(int ignored) {
  char bytes[200] = {0};
  limit(RLIMIT_FSIZE, 100, 300);
  if (ignored)
    signal(SIGXFSZ, SIG_IGN);
  int fd = open("limited.tmp", O_CREAT | O_RDWR | O_TRUNC, 0600);
  printf("%zd\n", write(fd, bytes, 200));
  fflush(stdout);
  ssize_t more = write(fd, bytes, 1);
  printf("%zd %s\n", more, strerror(errno));
  printf("%zd\n", pwrite(fd, bytes, 10, 0));
  int longer = ftruncate(fd, 200);
  printf("%d %s\n", longer, strerror(errno));
  limit(RLIMIT_FSIZE, 150, 300);
  printf("%zd\n", write(fd, bytes, 200));
}

static volatile sig_atomic_t exceeded;

static void on_exceeded(int number) { exceeded++; }

static void time_up(int handled) {
  limit(RLIMIT_CPU, 1, handled ? 3 : 2);
  fflush(stdout);
  if (handled)
    signal(SIGXCPU, on_exceeded);
  for (;;)
    if (exceeded == 2) {
      printf("exceeded twice\n");
      fflush(stdout);
      exceeded = 3;
    }
}

static void in_child(int unused) {
  limit(RLIMIT_CPU, 1, 2);
  fflush(stdout);
  int status;
  if (fork() == 0)
    for (;;)
      continue;
  wait(&status);
  printf("child: %s\n", strsignal(WTERMSIG(status)));
}

static void memory(int unused) {
  limit(RLIMIT_AS, 64 << 20, 64 << 20);
  void *large = malloc(100 << 20);
  printf("%d %s\n", large == NULL, strerror(errno));
  void *mapped = mmap(NULL, 100 << 20, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  printf("%d %s\n", mapped == MAP_FAILED, strerror(errno));
  char *small = malloc(1 << 20);
  printf("%d\n", small != NULL);
  fflush(stdout);
  if (fork() == 0) {
    printf("%d\n", malloc(100 << 20) == NULL);
    exit(0);
  }
  wait(NULL);
}

static void wrong(int unused) {
  struct rlimit limits = {20, 10};
  printf("%d", setrlimit(RLIMIT_CPU, &limits));
  printf(" %s\n", strerror(errno));
  printf("%d", getrlimit(99, &limits));
  printf(" %s\n", strerror(errno));
  limit(RLIMIT_CORE, 0, 0);
}

static void run(void (*what)(int), int argument) {
  int status;
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    what(argument);
    exit(0);
  }
  waitpid(child, &status, 0);
  if (WIFSIGNALED(status))
    printf("ended: %s\n", strsignal(WTERMSIG(status)));
}

int main(void) {
  run(sizes, 1);
  run(sizes, 0);
  run(time_up, 0);
  run(time_up, 1);
  run(in_child, 0);
  run(memory, 0);
  run(wrong, 0);
  unlink("limited.tmp");
  return 0;
}
