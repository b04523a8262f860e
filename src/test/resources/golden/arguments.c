// Calls with arguments of each kind that a trace shows in a way of its own.
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void *waits(void *unused) {
  pthread_mutex_lock(&mutex);
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  char buffer[64];
  int ends[2];
  int file = open("file", O_CREAT | O_RDWR | O_TRUNC, 0640);
  write(file, "a\t\"b\\\n\0011\001x\377", 12);
  lseek(file, 0, SEEK_SET);
  read(file, buffer, sizeof buffer);
  open("none", O_RDONLY);
  mkdir("directory", 0755);
  write(file, "more than thirty-two bytes, of which as many are shown", 54);
  write(file, (char *)8, 3);
  read(-1, buffer, 1);
  read(file, NULL, 0);
  close(file);
  pipe(ends);
  struct timespec time = {0, 1000};
  nanosleep(&time, NULL);
  clock_gettime(CLOCK_MONOTONIC, &time);
  signal(SIGPIPE, SIG_IGN);
  close(ends[0]);
  write(ends[1], "x", 1);
  int status;
  if (fork() == 0)
    _exit(3);
  wait(&status);
  if (fork() == 0)
    abort();
  waitpid(-1, &status, 0);
  pthread_t thread;
  pthread_mutex_lock(&mutex);
  pthread_create(&thread, NULL, waits, NULL);
  nanosleep(&time, NULL);
  pthread_mutex_unlock(&mutex);
  pthread_join(thread, NULL);
  if (fork() == 0)
    execl("/bin/echo", "echo", "word", (char *)NULL);
  wait(NULL);
  getpid();
  return 0;
}
