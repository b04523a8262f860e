// Which name a thread has: that of its program, until it is given one; threads and children that are
// made have that of their maker.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *name(void) {
  static char name[40];
  prctl(PR_GET_NAME, name);
  return name;
}

static void *thread(void *unused) {
  printf("thread: %s\n", name());
  prctl(PR_SET_NAME, "its own");
  printf("now: %s\n", name());
  return unused;
}

static void put(const char *text) {
  FILE *comm = fopen("/proc/thread-self/comm", "w");
  fputs(text, comm);
  fclose(comm);
  printf("written: <%s>\n", name());
}

int main(int argc, char **argv) {
  pthread_t other;
  printf("%s: %d\n", argc > 1 ? "another program" : "at first",
         strncmp(name(), strrchr(argc > 1 ? argv[1] : argv[0], '/') + 1, 15));
  if (argc > 1)
    return 0;
  prctl(PR_SET_NAME, "a name of more than fifteen");
  printf("cut: %s\n", name());
  prctl(PR_SET_NAME, "given");
  pthread_create(&other, NULL, thread, NULL);
  pthread_join(other, NULL);
  printf("mine: %s\n", name());
  fflush(stdout);
  if (fork() == 0) {
    printf("child: %s\n", name());
    fflush(stdout);
    execl("/proc/self/exe", "argument", "/exe", NULL);
    _exit(127);
  }
  wait(NULL);
  put("by a file");
  put("by a file of a longer name");
  put("line\n");
  return 0;
}
